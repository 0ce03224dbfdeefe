namespace Workshop.Web.Transfer.Sources;

/// <param name="IsNull">Written as nothing, <c>~</c> or <c>null</c>.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsNull) : YamlNode(Line);
