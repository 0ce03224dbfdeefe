using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>Reads one event of a <c>schedule.xml</c>.</summary>
/// <param name="baseUrl">What its relative addresses are relative to.</param>
internal sealed class ScheduleEvent(string? baseUrl, ScheduleLoss loss)
{
    private static readonly string[] Texts = ["abstract", "description"];

    private static readonly string[] Taken =
        ["room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "persons", "language", "description", "recording", "links", "attachments", "status"];

    /// <exception cref="BrokenSourceException">There is no time in it.</exception>
    public ImportedSession Read(XElement entry, string? room, XElement day)
    {
        var line = ((IXmlLineInfo)entry).LineNumber;
        var (local, at) = ScheduleXml.TimeOf(entry, day) ?? throw new BrokenSourceException(line, "The event has no 'date' with an offset, nor a 'start' on a day with a date.");
        loss.Count("event", entry, Taken);
        var title = Line(entry, "title", ProgrammeRules.TitleMaxLength) ?? "Untitled";
        var (slides, links) = AddressesOf(entry);
        return new ImportedSession(SlugOf(entry, title), title, KindOf(entry), local, null, MinutesOf(entry, line), room, PeopleOf(entry), line)
        {
            At = at,
            Uid = Guid.TryParse(entry.Attribute("guid")?.Value, out var uid) ? uid : null,
            Subtitle = Line(entry, "subtitle", ProgrammeRules.LineMaxLength),
            Abstract = TextOf(entry, line),
            Topic = Line(entry, "track", ProgrammeRules.NameMaxLength),
            Links = links,
            SlidesUrl = slides,
            RecordingUrl = RecordingOf(entry),
            Language = Line(entry, "language", 40),
            Status = entry.Element("status")?.Value.Trim().ToLowerInvariant() is "cancelled" or "canceled" ? SessionStatus.Cancelled : SessionStatus.Confirmed,
        };
    }

    private static string SlugOf(XElement entry, string title)
    {
        var given = entry.Element("slug")?.Value ?? "";
        return Slug.Of(given, ProgrammeRules.SlugMaxLength) is { Length: > 0 } slug ? slug
            : Slug.Of(title, ProgrammeRules.SlugMaxLength) is { Length: > 0 } fromTitle ? fromTitle
            : "session";
    }

    private int MinutesOf(XElement entry, int line)
    {
        var minutes = ScheduleXml.MinutesOf(entry.Element("duration")?.Value);
        loss.Note(minutes is null or < 1, line, "The event has no duration and was given one minute.");
        loss.Note(minutes > ProgrammeRules.MaxMinutes, line, "The event is longer than 24 hours and was shortened to that.");
        return Math.Clamp(minutes ?? 1, 1, ProgrammeRules.MaxMinutes);
    }

    private SessionKind KindOf(XElement entry)
    {
        var type = entry.Element("type")?.Value.Trim() ?? "";
        var bare = new string([.. type.ToLowerInvariant().Where(char.IsAsciiLetter)]);
        SessionKind? kind = bare switch
        {
            "keynote" or "keynotes" => SessionKind.Keynote,
            "talk" or "lecture" or "presentation" or "" => SessionKind.Talk,
            "spotlight" or "lightningtalk" or "lightning" => SessionKind.Spotlight,
            "panel" or "podium" or "discussion" => SessionKind.Panel,
            "poster" or "posters" or "postersession" => SessionKind.PosterSession,
            "break" or "lunch" or "coffee" => SessionKind.Break,
            "social" or "meetup" or "party" or "concert" => SessionKind.Social,
            "other" => SessionKind.Other,
            _ => null,
        };
        loss.Count(kind is null, $"of the type '{PlainText.Shorten(PlainText.Of(type), 60)}' became talks");
        return kind ?? SessionKind.Talk;
    }

    private ImmutableArray<ImportedParticipant> PeopleOf(XElement entry)
    {
        var persons = entry.Element("persons")?.Elements("person").ToList() ?? [];
        loss.Count(persons.Sum(person => person.Elements().Count()), "elements within persons have no place here");
        return [.. persons
            .Select(person => PlainText.Of(string.Concat(person.Nodes().OfType<XText>().Select(text => text.Value))))
            .Where(name => name.Length > 0)
            .Select(name => new ImportedParticipant(PlainText.Shorten(name, ProgrammeRules.NameMaxLength)))
            .DistinctBy(person => person.Name)];
    }

    private string? TextOf(XElement entry, int line)
    {
        var parts = Texts.Select(name => entry.Element(name)?.Value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim() ?? "")
            .Where(part => part.Length > 0).Distinct();
        var text = SourceText.Storable(string.Join("\n\n", parts));
        if (!EditionRules.IsText(text))
        {
            loss.Note(true, line, "The text held control characters, which were left out.");
            text = new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
        }

        loss.Note(text.Length > ProgrammeRules.TextMaxLength, line, $"The text is longer than {ProgrammeRules.TextMaxLength} characters and was shortened.");
        return text.Length == 0 ? null : PlainText.Shorten(text, ProgrammeRules.TextMaxLength);
    }

    private (string? Slides, ImmutableArray<Link> Links) AddressesOf(XElement entry)
    {
        string? slides = null;
        var links = ImmutableArray.CreateBuilder<Link>();
        foreach (var element in (entry.Element("attachments")?.Elements("attachment") ?? []).Concat(entry.Element("links")?.Elements("link") ?? []))
        {
            if (AddressOf(element.Attribute("href")?.Value) is not { } url)
            {
                loss.Note(true, ((IXmlLineInfo)element).LineNumber, $"'{PlainText.Shorten(PlainText.Of(element.Attribute("href")?.Value ?? ""), 80)}' is no address that can be linked to, and was left out.");
            }
            else if (slides is null && element.Name.LocalName == "attachment" && element.Attribute("type")?.Value is "slides" or "slide")
            {
                slides = url;
            }
            else
            {
                links.Add(new Link(PlainText.Of(element.Value) is { Length: > 0 } title ? PlainText.Shorten(title, ProgrammeRules.NameMaxLength) : url, url));
            }
        }

        return (slides, links.ToImmutable());
    }

    private string? RecordingOf(XElement entry)
    {
        var recording = entry.Element("recording");
        var url = AddressOf(recording?.Element("url")?.Value ?? recording?.Element("link")?.Value);
        loss.Count(recording?.Elements().Count(part => part.Value.Trim().Length > 0 && part.Name.LocalName is not ("url" or "link")) ?? 0, "facts about recordings (licence, opt-out) have no place here");
        return url;
    }

    private string? AddressOf(string? href)
    {
        var text = href?.Trim() ?? "";
        var isAbsolute = text.Contains("://", StringComparison.Ordinal);
        var url = !isAbsolute && text.Length > 0 && Uri.TryCreate(baseUrl, UriKind.Absolute, out var origin) && Uri.TryCreate(origin, text, out var whole) ? whole.AbsoluteUri : text;
        return ProgrammeRules.IsUrl(url) ? url : null;
    }

    private string? Line(XElement entry, string name, int maxLength)
    {
        var text = PlainText.Of(entry.Element(name)?.Value ?? "");
        loss.Note(text.Length > maxLength, ((IXmlLineInfo)entry).LineNumber, $"The {name} is longer than {maxLength} characters and was shortened.");
        return text.Length == 0 ? null : PlainText.Shorten(text, maxLength);
    }
}
