using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>An organizer's own name.</summary>
public sealed class AccountModel(
    SignInManager<Organizer> signIn, UserManager<Organizer> organizers, WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        // From the database: what the session says may be a minute old.
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        Input = new InputModel { Name = organizer.Name, Was = organizer.Name };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        var name = Input.Name.Trim();
        if (name != organizer.Name)
        {
            if (Input.Was != organizer.Name)
            {
                ModelState.AddModelError(
                    "Input.Name",
                    $"Your name was changed meanwhile, in another browser: it is “{organizer.Name}” now. If you still want this "
                    + $"one, save once more.");
                ModelState.Remove("Input.Was");
                Input.Was = organizer.Name;
                return Page();
            }

            db.Add(Audit.By(
                HttpContext,
                clock.GetCurrentInstant(),
                AuditAction.NameChanged,
                $"organizer {organizer.Email}",
                detail: $"{organizer.Name} → {name}"));
            organizer.Name = name;
            if (!(await organizers.UpdateAsync(organizer)).Succeeded)
            {
                ModelState.AddModelError("Input.Name", "Somebody else has just changed this account. Please try again.");
                return Page();
            }

            await signIn.RefreshSignInAsync(organizer);
        }

        TempData["Done"] = "Your name is saved.";
        return Redirect("/admin/account/");
    }

    public sealed class InputModel
    {
        [Required(ErrorMessage = "Please give a name."), StringLength(
            Organizer.NameMaxLength, ErrorMessage = "Please use at most {1} characters."), PersonName]
        public string Name { get; set; } = "";

        /// <summary>The name that the page showed, so that a change meanwhile is noticed.</summary>
        public string? Was { get; set; }
    }
}
