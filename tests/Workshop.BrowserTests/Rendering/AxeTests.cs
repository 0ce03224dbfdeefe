using Deque.AxeCore.Playwright;
using Workshop.Web.Rendering;

namespace Workshop.BrowserTests.Rendering;

/// <summary>What the renderer adds by itself has to be accessible: scrolling tables, check boxes, footnotes, frames as links.</summary>
public sealed class AxeTests(Chromium chromium)
{
    private const string Sample = """
        Intro with a note[^1], the same note[^1], and $E = mc^2$.

        ## Schedule

        | Time | Talk |
        |-----:|:-----|
        | 9:00 | Opening |

        | 9:30 | A table without a header |
        | 10:00 | Coffee |

        <table border="1"><tr><th></th><th>A</th></tr><tr><th>B</th><td align="right">1</td></tr></table>

        - [ ] open
        - [x] done

        ### Videos

        <iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="The opening"></iframe>

        ![Poster](poster.png) ![](line.png)

        Term
        : Definition

        <details><summary>More</summary>Text</details>

        [^1]: A note with [a link](https://example.org).
        """;

    [Fact]
    public async Task Render_Sample_HasNoViolation()
    {
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(
            $"<!doctype html><html lang=en><title>Sample</title><main><h1>Sample</h1>{MarkdownRenderer.Render(Sample).Html}</main></html>");

        var result = await page.RunAxe();

        Assert.Equal(
            [], result.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        Assert.NotEmpty(result.Passes);
    }
}
