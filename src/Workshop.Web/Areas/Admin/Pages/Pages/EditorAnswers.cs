using Microsoft.AspNetCore.Mvc;
using Workshop.Data.Content;
using Workshop.Web.Hosting;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>What the editor is told of a save: a browser by a redirect and a message, the script in JSON.</summary>
internal static class EditorAnswers
{
    public static IActionResult Answer(this EditorModel editor, DraftOutcome outcome, EditorAction action) => outcome switch
    {
        DraftOutcome.Saved saved => editor.Saved(saved, action),
        DraftOutcome.Clashed clash => editor.Clashed(clash),
        DraftOutcome.Gone { Kept: { } kept } => editor.Gone(kept),
        _ => editor.NotFound(),
    };

    /// <summary>By field, as the form has them.</summary>
    public static IActionResult Refused(this EditorModel editor)
    {
        var errors = editor.ModelState
            .Where(field => field.Value!.Errors.Count > 0)
            .ToDictionary(field => field.Key, field => field.Value!.Errors[0].ErrorMessage);
        return new JsonResult(new { errors }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static IActionResult Saved(this EditorModel editor, DraftOutcome.Saved saved, EditorAction action)
    {
        var latest = saved.Page.LatestRevision!;
        if (!editor.Request.WantsJson())
        {
            editor.TempData["Done"] = saved.IsMerged
                ? "Somebody else had saved meanwhile. The text below has the changes of both"
                    + (action == EditorAction.Save ? "." : "; nothing else was done, so that you can look at it first.")
                : Done(action, saved);
            return new RedirectResult($"/admin/pages/{editor.Id}/");
        }

        return new JsonResult(new
        {
            basedOn = latest.Number,
            at = TimeText.Time(latest.CreatedAt.InZone(editor.Choice.Zone)),
            mine = saved.Mine?.Number,
            state = editor.Line.State,
            editor.Line.IsChanged,
            // What the editor does not have yet.
            text = saved.IsMerged
                ? new { latest.Title, latest.NavigationLabel, latest.Description, layout = latest.Layout.ToString(), latest.Markdown }
                : null,
        });
    }

    private static IActionResult Clashed(this EditorModel editor, DraftOutcome.Clashed clash)
    {
        var address = $"/admin/pages/{editor.Id}/clash/{clash.Mine.Number}";
        return editor.Request.WantsJson()
            ? new JsonResult(new { clash = address, by = clash.Theirs.Author }) { StatusCode = StatusCodes.Status409Conflict }
            : new RedirectResult(address);
    }

    private static IActionResult Gone(this EditorModel editor, PageRevision kept)
    {
        if (editor.IsJson)
        {
            return new StatusCodeResult(StatusCodes.Status410Gone);
        }

        editor.TempData["Done"] =
            $"“{kept.Title}” was moved to the trash meanwhile. What you wrote is in its history: restore the page to go on.";
        return new RedirectResult("/admin/pages/trash");
    }

    private static string Done(EditorAction action, DraftOutcome.Saved saved) => action switch
    {
        EditorAction.Discard when saved.Page.PublishedRevision is null =>
            "Nothing to discard: no text of this page is live. What you wrote is saved.",
        EditorAction.Discard when saved.Page.LatestRevision == saved.Latest => "Nothing to discard: the draft is what readers see.",
        EditorAction.Publish => "Published: readers see it now.",
        EditorAction.Schedule => "Scheduled. What you write from now on is not in it.",
        EditorAction.Unschedule => "No longer scheduled.",
        EditorAction.Unpublish => "Taken from the public. It is a draft now.",
        EditorAction.Discard => "The draft is what readers see again. What it was is in the history.",
        _ => $"Saved as revision {saved.Latest.Number}. Readers do not see it yet.",
    };
}
