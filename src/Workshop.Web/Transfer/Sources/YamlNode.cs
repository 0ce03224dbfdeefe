namespace Workshop.Web.Transfer.Sources;

/// <param name="Line">One-based line in the file.</param>
internal abstract record YamlNode(int Line);
