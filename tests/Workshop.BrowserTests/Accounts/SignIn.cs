using Microsoft.Playwright;

namespace Workshop.BrowserTests.Accounts;

/// <summary>The form, filled in and sent from the keyboard.</summary>
internal static class SignIn
{
    /// <summary>A page that has signed in.</summary>
    public static async Task<IPage> AsAsync(IBrowserContext context, string email)
    {
        var page = await context.NewPageAsync();
        await TryAsync(page, email, SamplePortal.Password);
        await page.WaitForURLAsync("**/admin/");
        return page;
    }

    /// <summary>Whatever comes of it.</summary>
    public static async Task TryAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }
}
