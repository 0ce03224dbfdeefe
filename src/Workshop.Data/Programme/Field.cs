namespace Workshop.Data.Programme;

/// <summary>One field of a session, of an item of a list, or of the settings.</summary>
/// <param name="Get">Null where it is empty.</param>
/// <param name="Put">The item with another text in the field, or with an objection, such as "is not a number". Empty is null.</param>
public sealed record Field<T>(
    string Name,
    string Label,
    Func<T, FieldContext, string?> Get,
    Func<T, string?, FieldContext, Taken<T>> Put) : AnyField(Name, Label)
{
    /// <summary>What is asked of it beside what follows from its shape and length.</summary>
    public Func<T, FieldContext, IEnumerable<Objection>> Rules { get; init; } = (_, _) => [];

    /// <summary>For people to compare, where that is not what is typed.</summary>
    public Func<T, FieldContext, string?>? Words { get; init; }

    /// <summary>What a change of it comes to, in a sentence without its subject: "may be recorded". Null where it is only named.</summary>
    public Func<T, string>? Change { get; init; }

    /// <summary>As a form or a file has it; empty where the field is.</summary>
    public string Text(T item, FieldContext context) => Get(item, context) ?? "";

    /// <summary>For people to compare; null where it is empty.</summary>
    public string? Shown(T item, FieldContext context)
    {
        var text = Words is null ? Get(item, context) : Words(item, context);
        return Shape switch
        {
            FieldShape.Check => text is null ? "no" : "yes",
            FieldShape.Choice => Choices(context).Find(text)?.Label ?? text,
            _ => text is { Length: > 0 } ? text : null,
        };
    }

    /// <returns>The item itself where the text is what it has, so that nothing changes that nobody changed.</returns>
    public Taken<T> Apply(T item, string? given, FieldContext context)
    {
        var text = Typed(given);
        var objection = text.Length > 0 ? ObjectionTo(text) : IsRequired ? Missing : null;
        if (objection is not null || text == Typed(Text(item, context)))
        {
            return new Taken<T>(item, objection);
        }

        var taken = Put(item, text.Length == 0 ? null : text, context);
        return taken.Objection is null && Rules(taken.Item, context).FirstOrDefault() is { } broken ? new Taken<T>(item, broken) : taken;
    }

    /// <summary>Whatever is wrong with the field of an item, however it came in.</summary>
    public IEnumerable<Objection> Objections(T item, FieldContext context)
    {
        var isWritten = Shape is FieldShape.Line or FieldShape.Text && !IsStructured && !IsName;
        var objection = isWritten && Get(item, context) is { } text ? ObjectionTo(text) : null;
        return objection is null ? Rules(item, context) : Rules(item, context).Prepend(objection);
    }
}
