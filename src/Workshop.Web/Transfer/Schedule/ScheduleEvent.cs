using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>Reads one event of a <c>schedule.xml</c>.</summary>
internal sealed partial class ScheduleEvent(ScheduleHead head, ScheduleLoss loss)
{
    private static readonly string[] Texts = ["abstract", "description"];

    private static readonly string[] Taken =
        ["room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "persons", "language",
         "description", "recording", "links", "attachments", "status"];

    /// <exception cref="BrokenSourceException">There is no time in it.</exception>
    public ImportedSession Read(XElement entry, string? room, XElement day)
    {
        var line = ScheduleLoss.LineOf(entry);
        var (local, at) = ScheduleTime.Of(entry, day, head.DayChange)
            ?? throw new BrokenSourceException(line, "The event has no 'date' with an offset, nor a 'start' on a day with a date.");
        // Where its page is we know of our own.
        loss.Count("events", entry, head.IsOwn ? [.. Taken, "url"] : Taken);
        var title = Line(entry, "title", ProgrammeRules.TitleMaxLength) ?? "";
        var (slides, links) = AddressesOf(entry);
        return new ImportedSession(
            SlugOf(entry, title), title, KindOf(entry), local, null, MinutesOf(entry, line), room, PeopleOf(entry), line)
        {
            At = at,
            Uid = Guid.TryParse(entry.Attribute("guid")?.Value, out var uid) ? uid : null,
            Topic = Line(entry, "track", ProgrammeRules.NameMaxLength),
            Links = links,
        }
        .With(SessionFields.Subtitle, Line(entry, "subtitle", ProgrammeRules.LineMaxLength))
        .With(SessionFields.Abstract, TextOf(entry, line))
        .With(SessionFields.SlidesUrl, slides)
        .With(SessionFields.RecordingUrl, RecordingOf(entry))
        .With(SessionFields.DoNotRecord, OptOutOf(entry))
        .With(SessionFields.Language, LanguageOf(entry))
        .With(SessionFields.Status, StatusOf(entry));
    }

    private static string? StatusOf(XElement entry) => entry.Element("status")?.Value.Trim().ToLowerInvariant() switch
    {
        "cancelled" or "canceled" => nameof(SessionStatus.Cancelled),
        "confirmed" => nameof(SessionStatus.Confirmed),
        _ => null,
    };

    private string SlugOf(XElement entry, string title)
    {
        var given = entry.Element("slug")?.Value.Trim() ?? "";
        given = head.OwnAcronym is { } acronym && ScheduleConventions.SessionOf(given, acronym) is { } own ? own : given;
        return Slug.Of(given, ProgrammeRules.SlugMaxLength) is { Length: > 0 } slug ? slug
            : Slug.Of(title, ProgrammeRules.SlugMaxLength) is { Length: > 0 } fromTitle ? fromTitle
            : "session";
    }

    private int? MinutesOf(XElement entry, int line)
    {
        var minutes = ScheduleTime.MinutesOf(entry.Element("duration")?.Value);
        loss.Note(minutes is null or < 1, line, "The event has no duration: one that is new lasts one minute.");
        loss.Note(minutes > ProgrammeRules.MaxMinutes, line, "The event is longer than 24 hours and was shortened to that.");
        return minutes is null or < 1 ? null : Math.Min(minutes.Value, ProgrammeRules.MaxMinutes);
    }

    private SessionKind? KindOf(XElement entry)
    {
        var type = ScheduleConventions.Line(entry.Element("type")?.Value ?? "");
        SessionKind? kind = new string([.. type.ToLowerInvariant().Where(char.IsAsciiLetter)]) switch
        {
            "keynote" or "keynotes" => SessionKind.Keynote,
            "talk" or "lecture" or "presentation" => SessionKind.Talk,
            "spotlight" or "lightningtalk" or "lightning" => SessionKind.Spotlight,
            "panel" or "podium" or "discussion" => SessionKind.Panel,
            "poster" or "posters" or "postersession" => SessionKind.PosterSession,
            "break" or "lunch" or "coffee" => SessionKind.Break,
            "social" or "meetup" or "party" or "concert" => SessionKind.Social,
            "other" => SessionKind.Other,
            _ => null,
        };
        loss.Count(kind is null
            && type.Length > 0, $"are of the type '{PlainText.Shorten(type, 60)}', which says nothing here: a new one is a talk");
        return kind;
    }

    private ImmutableArray<ImportedParticipant>? PeopleOf(XElement entry)
    {
        if (entry.Element("persons") is not { } element)
        {
            return null;
        }

        var persons = element.Elements("person").ToList();
        loss.Count(persons.Sum(person => person.Elements().Count()), "elements within persons have no place here");
        var people = persons
            .Select(person => (
                Name: ScheduleConventions.Name(string.Concat(person.Nodes().OfType<XText>().Select(text => text.Value))),
                Guid: person.Attribute("guid")?.Value))
            .Where(person => person.Name is not null)
            .Select(person => new ImportedParticipant(
                person.Name!)
            { Uid = head.IsOwn && Guid.TryParse(person.Guid, out var guid) ? guid : null });
        return Bounded((head.IsOwn ? people : people.Distinct()).ToList(), "people", entry);
    }

    private string? TextOf(XElement entry, int line)
    {
        var elements = Texts.Select(name => entry.Element(name)).OfType<XElement>().ToList();
        if (elements.Count == 0)
        {
            return null;
        }

        // Others indent a text as they do its element; in ours the first line may be code.
        var parts = elements.Select(element => head.IsOwn ? element.Value : element.Value.Trim())
            .Where(part => !string.IsNullOrWhiteSpace(part))
            .Distinct();
        var text = ScheduleConventions.Markdown(
            string.Join("\n\n", parts), KnownFiles.ScheduleXml, ScheduleLoss.LineOf(elements[0]), loss.Notes);
        if (!EditionRules.IsText(text))
        {
            loss.Note(true, line, "The text held control characters, which were left out.");
            text = new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
        }

        loss.Note(
            text.Length > ProgrammeRules.TextMaxLength,
            line,
            $"The text is longer than {ProgrammeRules.TextMaxLength} characters and was shortened.");
        return PlainText.Shorten(text, ProgrammeRules.TextMaxLength);
    }

    private (string? Slides, ImmutableArray<Link>? Links) AddressesOf(XElement entry)
    {
        var (attachments, others) = (entry.Element("attachments"), entry.Element("links"));
        var slides = attachments is null ? null : "";
        var links = ImmutableArray.CreateBuilder<Link>();
        foreach (var element in (attachments?.Elements("attachment") ?? []).Concat(others?.Elements("link") ?? []))
        {
            // Some write the address where its name belongs.
            var href = element.Attribute("href")?.Value ?? (Scheme().IsMatch(element.Value.Trim()) ? element.Value : "");
            if (AddressOf(element, href) is not { } url)
            {
                continue;
            }

            if (slides is "" && element.Name.LocalName == "attachment" && element.Attribute("type")?.Value is "slides" or "slide")
            {
                slides = url;
            }
            else
            {
                links.Add(new Link(ScheduleConventions.Name(element.Value) ?? PlainText.Shorten(url, ProgrammeRules.NameMaxLength), url));
            }
        }

        return (slides, attachments is null && others is null ? null : Bounded(links, "links", entry));
    }

    private ImmutableArray<T> Bounded<T>(IReadOnlyCollection<T> items, string noun, XElement entry)
    {
        loss.Note(
            items.Count > ProgrammeRules.MaxEntries,
            ScheduleLoss.LineOf(entry),
            $"The event has {items.Count} {noun}; the first {ProgrammeRules.MaxEntries} were kept.");
        return [.. items.Take(ProgrammeRules.MaxEntries)];
    }

    private string? RecordingOf(XElement entry)
    {
        var recording = entry.Element("recording");
        var address = recording?.Element("url") ?? recording?.Element("link");
        loss.Count(recording?.Elements().Count(IsLost) ?? 0, "facts about recordings (such as a licence) have no place here");
        return address is null ? null : address.Value.Trim().Length == 0 ? "" : AddressOf(address, address.Value);
    }

    private static bool IsLost(XElement part) => part.Value.Trim().Length > 0 && part.Name.LocalName is not ("url" or "link" or "optout");

    private static string? OptOutOf(XElement entry) => entry.Element("recording")?.Element("optout")?.Value.Trim().ToLowerInvariant() switch
    {
        "true" or "1" => "yes",
        "false" or "0" => "",
        _ => null,
    };

    private string? LanguageOf(XElement entry)
    {
        var language = Line(entry, "language", 40)?.Replace('_', '-');
        var isTag = language is null or "" || ProgrammeRules.IsLanguage(language);
        loss.Count(!isTag, $"are in the language '{language}', which is none such as 'en' or 'pt-BR' and was left out");
        return isTag ? language : null;
    }

    // What is relative is so to another site, whose address has to be known.
    private string? AddressOf(XElement element, string href)
    {
        var text = href.Trim();
        if (text.Length == 0)
        {
            loss.Count(1, "links without an address left out");
            return null;
        }

        var url = Scheme().IsMatch(text) ? text
            : Uri.TryCreate(head.BaseUrl, UriKind.Absolute, out var origin)
                && Uri.TryCreate(origin, text, out var whole) ? whole.AbsoluteUri
            : "";
        if (ProgrammeRules.IsUrl(url))
        {
            return url;
        }

        loss.Note(
            true,
            ScheduleLoss.LineOf(element),
            $"'{PlainText.Shorten(ScheduleConventions.Line(text), 80)}' is not an address that can be linked to, and was left out.");
        return null;
    }

    /// <returns>Null where there is no such element.</returns>
    private string? Line(XElement entry, string name, int maxLength)
    {
        if (entry.Element(name) is not { } element)
        {
            return null;
        }

        var text = ScheduleConventions.Line(element.Value);
        loss.Note(
            text.Length > maxLength, ScheduleLoss.LineOf(entry), $"The {name} is longer than {maxLength} characters and was shortened.");
        return PlainText.Shorten(text, maxLength);
    }

    // RFC 3986, section 3.1.
    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*:", RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();
}
