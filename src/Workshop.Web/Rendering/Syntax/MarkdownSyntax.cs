using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;

// The syntax is tested by itself against CommonMark's examples, before the passes that differ from them on purpose.
namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// The Markdown of a workshop page: CommonMark, the usual extensions, and what kramdown (Jekyll) adds. Extensions are
/// listed one by one, because Markdig's bundle includes generic attributes, which let a text set any attribute.
/// </summary>
internal static class MarkdownSyntax
{
    public static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UseFootnotes()
        .UseDefinitionLists()
        .UseEmphasisExtras(EmphasisExtraOptions.Default)
        .UseTaskLists()
        .UseAbbreviations()
        .UseMathematics()
        .Use<KramdownExtension>()
        .Build();

    /// <exception cref="ArgumentException">Nested deeper than Markdig's limit of 128.</exception>
    public static MarkdownDocument Parse(string markdown, List<RenderWarning> warnings)
    {
        var context = new MarkdownParserContext();
        context.Properties[typeof(RenderWarning)] = warnings;
        var document = Markdown.Parse(markdown, Pipeline, context);
        InlinePass.Apply(document, warnings);
        return document;
    }

    /// <returns>Null where it is nested deeper than Markdig's limit of 128.</returns>
    public static MarkdownDocument? TryParse(string markdown, List<RenderWarning> warnings)
    {
        try
        {
            return Parse(markdown, warnings);
        }
        catch (ArgumentException e) when (e.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            // Markdig throws nothing more precise; BoundsTests.Render_NestedTooDeeply fails should its message change.
            return null;
        }
    }

    private sealed class KramdownExtension : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
            pipeline.InlineParsers.Replace<TaskListInlineParser>(new SpacedTasks());
            pipeline.BlockParsers.Insert(0, new AttributeListBlockParser());
            pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new AttributeListInlineParser());
            pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new SmartDashParser());
            foreach (var parser in pipeline.BlockParsers)
            {
                parser.Closed += HookBlockPass;
            }
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
        }

        /// <summary>As on GitHub a box is followed by white space; <c>[X](/y)</c> is a link.</summary>
        private sealed class SpacedTasks : TaskListInlineParser
        {
            public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
                slice.PeekChar(3).IsWhitespace() && base.Match(processor, ref slice);
        }

        // Markdig has no event between blocks and inlines of its own; the document raises one, once it is asked to.
        private static void HookBlockPass(BlockProcessor processor, Block block)
        {
            var document = processor.Document;
            if (!document.ContainsData(typeof(BlockPass)))
            {
                document.SetData(typeof(BlockPass), true);
                var warnings = (List<RenderWarning>)processor.Context!.Properties[typeof(RenderWarning)];
                document.ProcessInlinesBegin += (_, _) => BlockPass.Apply(document, warnings);
            }
        }
    }
}
