using System.Collections.Immutable;

namespace Workshop.Web.Transfer.Sources;

internal sealed record YamlList(int Line, ImmutableArray<YamlNode> Items) : YamlNode(Line);
