using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Workshop.BrowserTests.Rendering;

/// <summary>A text that calls <c>xss(Number)</c> where it is run. XssPayloads.txt has them, and says where they are from.</summary>
internal sealed record XssPayload(int Number, string Name, string Markdown)
{
    /// <summary>Does to everything on a page what could set a script off.</summary>
    public const string Trigger = """
        async () => {
          // Ordinary links would lead away from the page; only what runs a script is of interest.
          addEventListener('click', e => { const a = e.target.closest?.('a[href]'); if (a && /^(https?|mailto|tel):$/.test(a.protocol)) e.preventDefault(); }, true);
          // Nor may a button of the page save, publish or delete what is looked at.
          addEventListener('submit', e => {
            const action = e.submitter?.getAttribute('formaction') ?? e.target.getAttribute('action') ?? '';
            if (/^https?:$/.test(new URL(action, document.baseURI).protocol)) { e.preventDefault(); e.stopImmediatePropagation(); }
          }, true);
          for (const details of document.querySelectorAll('details')) details.open = true;
          for (const element of document.querySelectorAll('body *')) {
            for (const name of ['mouseover', 'mouseenter', 'mousedown', 'click'])
              element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
            for (const name of ['pointerover', 'pointerenter', 'pointerdown'])
              element.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true }));
            element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'a' }));
            element.focus?.();
          }
          await new Promise(done => setTimeout(done, 150));
        }
        """;

    public static IReadOnlyList<XssPayload> All { get; } = Read();

    public static async Task TryTriggerAsync(IFrame frame)
    {
        try
        {
            await frame.EvaluateAsync(Trigger);
        }
        catch (PlaywrightException)
        {
            // Some payloads lead their own frame away, which ends the script that triggered them.
        }
    }

    private static XssPayload[] Read([CallerFilePath] string here = "")
    {
        var parts = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "XssPayloads.txt")).Split("\n== ").Skip(1);
        return [.. parts.Select((part, number) =>
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var call = string.Create(CultureInfo.InvariantCulture, $"xss({number})");
            return new XssPayload(number, part[..end], part[(end + 1)..].Replace("FIRE", call, StringComparison.Ordinal));
        })];
    }
}
