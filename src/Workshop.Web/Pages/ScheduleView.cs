using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Pages;

/// <summary>
/// What a reader wants to see of a programme, by the query string: <c>topic</c>, <c>room</c>, <c>kind</c>, <c>person</c>, <c>tz</c>
/// and <c>mine</c>.
/// </summary>
public sealed class ScheduleView
{
    private const string ZoneKey = "tz";
    private const string MineKey = "mine";

    // Of what a stranger has put into the address, in a sentence.
    private const int QuotedLength = 60;

    private readonly List<string> _notes = [];

    /// <param name="now">What is on and what is next goes by it.</param>
    public ScheduleView(PublishedProgramme programme, IQueryCollection query, Instant now)
    {
        var all = programme.Sessions;
        Zone = ZoneChoice.Of(query[ZoneKey], programme.Zone);
        Filters = [
            Filter("topic", "Topic", programme.Document.Topics
                .Where(topic => all.Any(session => session.Topic == topic))
                .Select(topic => new FilterOption(topic.Slug, topic.Name)), query),
            Filter("room", "Room", programme.Document.Rooms
                .Where(room => all.Any(session => session.Room == room))
                .Select(room => new FilterOption(room.Slug, room.Name)), query),
            Filter("kind", "Kind", all
                .Select(session => session.Kind)
                .Distinct()
                .Order()
                .Select(kind => new FilterOption(SlugOf(kind), SessionFields.NameOf(kind))), query),
            Filter("person", "Person", programme.Document.People
                .Where(person => programme.SessionsOf(person).Any(session => session.IsPlaced))
                .Select(person => new FilterOption(person.Slug, person.Name)), query),
        ];
        if (query[MineKey] is [{ Length: > 0 } mine, ..])
        {
            List<string> asked = [.. mine.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct()];
            Mine = asked.FindAll(slug => programme.FindSession(slug)?.IsPlaced == true);
            if (Mine.Count < asked.Count)
            {
                _notes.Add("Some sessions of this link are not in the programme, or not any more.");
            }
        }

        if (Zone.Refused is { } refused)
        {
            _notes.Add($"There is no time zone “{SafeText.Clip(refused, QuotedLength)}”, so times are the workshop's own.");
        }

        var shown = all.Where(IsShown).Select(Zone.In).ToList();
        Count = shown.Count;
        Days = ProgrammeDay.Of(shown);
        Current = NowAndNext.At(now, shown);
        Clashes = Mine is null ? [] : SessionPairs.Overlapping(shown.Where(session => !session.IsCancelled)).First;
    }

    public ZoneChoice Zone { get; }

    public ImmutableArray<ScheduleFilter> Filters { get; }

    /// <summary>Slugs of the sessions that a link carries as its sender's own schedule; null where it carries none.</summary>
    public IReadOnlyList<string>? Mine { get; }

    /// <summary>By the local date in <see cref="Zone"/>.</summary>
    public ImmutableArray<ProgrammeDay> Days { get; }

    public int Count { get; }

    /// <summary>Among the sessions that are shown.</summary>
    public NowAndNext Current { get; }

    /// <summary>Sessions of <see cref="Mine"/> that overlap; the first of very many.</summary>
    public ImmutableArray<(PublishedSession One, PublishedSession Other)> Clashes { get; }

    /// <summary>What of the query was not taken, in words.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool IsFiltered => Mine is not null || Filters.Any(filter => filter.Chosen is not null);

    /// <summary>
    /// The query without one of its keys, for the link that takes a filter away; "?" where nothing is left, which an address needs
    /// to lose its query.
    /// </summary>
    public string QueryWithout(string key)
    {
        var query = new QueryBuilder();
        foreach (var filter in Filters.Where(filter => filter.Chosen is not null && filter.Key != key))
        {
            query.Add(filter.Key, filter.Chosen!.Value);
        }

        if (Mine is { Count: > 0 } && key != MineKey)
        {
            query.Add(MineKey, string.Join(',', Mine));
        }

        if (Zone.IsChosen && key != ZoneKey)
        {
            query.Add(ZoneKey, Zone.Zone.Id);
        }

        return query.ToString() is { Length: > 0 } rest ? rest : "?";
    }

    private bool IsShown(PublishedSession session) =>
        Is("topic", session.Topic?.Slug)
        && Is("room", session.Room?.Slug)
        && Is("kind", SlugOf(session.Kind))
        && (Mine is null || Mine.Contains(session.Slug))
        && session.People.Select(participant => participant.Person?.Slug).Prepend(null).Any(person => Is("person", person));

    private bool Is(string key, string? value) =>
        Filters.First(filter => filter.Key == key).Chosen is not { } chosen || chosen.Value == value;

    private ScheduleFilter Filter(string key, string label, IEnumerable<FilterOption> values, IQueryCollection query)
    {
        ImmutableArray<FilterOption> options = [.. values];
        var asked = query[key].ToString();
        var chosen = options.FirstOrDefault(option => option.Value == asked);
        if (chosen is null && asked.Length > 0)
        {
            _notes.Add($"There is no {key} “{SafeText.Clip(asked, QuotedLength)}” in the programme, so it was not filtered by.");
        }

        return new ScheduleFilter(key, label, options, chosen);
    }

    private static string SlugOf(SessionKind kind) => SessionFields.NameOf(kind).ToLowerInvariant();
}

/// <param name="Key">In the query string.</param>
/// <param name="Options">What the programme has, in its order.</param>
public sealed record ScheduleFilter(string Key, string Label, ImmutableArray<FilterOption> Options, FilterOption? Chosen);

public sealed record FilterOption(string Value, string Name);

/// <summary>What <c>_Day</c> and <c>_Grid</c> draw.</summary>
/// <param name="Query">For links that keep the reader's time zone.</param>
public sealed record ScheduleDay(
    Publishing.PublishedEdition Edition, ProgrammeDay Day, ScheduleGrid? Grid, NowAndNext Current, string Query)
{
    /// <summary>For the class attribute of a session's row or box.</summary>
    public string ClassOf(PublishedSession session) =>
        $"{(session.IsPause ? "pause" : "talk")}{(session.IsCancelled ? " cancelled" : "")}{(Current.Now.Contains(session) ? " now" : "")}";
}

/// <summary>What <c>_Entry</c> draws.</summary>
public sealed record ScheduleEntry(ScheduleDay In, PublishedSession Session);
