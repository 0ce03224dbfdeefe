namespace Workshop.Data.Programme;

/// <summary>What each list of a document is made of: named for ever within its list.</summary>
public interface IProgrammeItem
{
    /// <summary>Lower case Latin letters, digits and single hyphens, up to <see cref="ProgrammeRules.SlugMaxLength"/>.</summary>
    string Slug { get; }

    /// <summary>What people call it.</summary>
    string Label { get; }
}
