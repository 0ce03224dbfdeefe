namespace Workshop.Data.Programme;

/// <summary>
/// What is wrong with a field, as each of the places says it in which it can be found. A rule says all of it, so that none is
/// written twice.
/// </summary>
/// <param name="InFile">Behind a key, a column or a label, without a full stop: "is not a number from 1 to 9".</param>
public sealed record Objection(string InFile)
{
    /// <summary>A sentence below the field of a form.</summary>
    public string InForm { get; init; } = $"This {InFile}.";

    /// <summary>Of a document that cannot be kept, behind the field's noun.</summary>
    public string InDocument { get; init; } = InFile;

    /// <summary>Whether <see cref="InDocument"/> is about the item as a whole, and names the field where it has to.</summary>
    public bool IsOfItem { get; init; }

    /// <summary>Whether what stood there helps to find it in a file.</summary>
    public bool Quotes { get; init; }

    /// <summary><see cref="InFile"/> of a text, with that text where it helps.</summary>
    public string InFileOf(string text) => Quotes ? $"{InFile}: '{text}'" : InFile;
}
