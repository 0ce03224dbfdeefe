using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Tests.Content;

public sealed class DraftWriterTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private const string Start = "One.\n\nTwo.\n\nThree.";

    private static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);
    private static readonly RevisionOrigin Ada = new("Ada") { AuthorId = 1, BasedOn = 1 };
    private static readonly RevisionOrigin Ben = new("Ben") { AuthorId = 2, BasedOn = 1 };

    private readonly string _connectionString = shared.ConnectionString;
    private int _page;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
        var edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        _page = (await new PageWriter(db).CreateAsync(edition, Permalink.Parse("/overview/"), Text(Start), "Ada", Now, Cancellation)).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Save_FromTheLatest_AddsARevisionThatSaysWhereItCameFrom()
    {
        var saved = Assert.IsType<DraftOutcome.Saved>(await SaveAsync("Other.", Ada with { Note = "shorter" }));

        Assert.Equal((2, 1, 1, "shorter"), (saved.Latest.Number, saved.Latest.BasedOn, saved.Latest.AuthorId, saved.Latest.Note));
        Assert.False(saved.IsMerged);
    }

    [Fact]
    public async Task Save_DisjointChangesOfTwo_HasBothAndSaysSo()
    {
        await SaveAsync(Start.Replace("One.", "One of Ada.", StringComparison.Ordinal), Ada);

        var saved = Assert.IsType<DraftOutcome.Saved>(
            await SaveAsync(Start.Replace("Three.", "Three of Ben.", StringComparison.Ordinal), Ben));

        Assert.True(saved.IsMerged);
        Assert.Equal("One of Ada.\n\nTwo.\n\nThree of Ben.", saved.Latest.Markdown);
    }

    [Fact]
    public async Task Save_SameLinesOfTwo_KeepsBothTexts()
    {
        await SaveAsync("Of Ada.", Ada);

        var clash = Assert.IsType<DraftOutcome.Clashed>(await SaveAsync("Of Ben.", Ben));
        var again = Assert.IsType<DraftOutcome.Clashed>(await SaveAsync("Of Ben.", Ben));

        Assert.Equal(("Of Ben.", "Of Ada.", clash.Mine.Number), (clash.Mine.Markdown, clash.Theirs.Markdown, again.Mine.Number));
        await using var db = Open();
        Assert.Equal("Of Ada.", (await db.Pages.Include(page => page.LatestRevision).SingleAsync()).LatestRevision!.Markdown);
        Assert.Equal(
            [(1, false), (2, false), (3, true)],
            (await db.Revisions.OrderBy(r => r.Number).ToListAsync()).Select(r => (r.Number, r.IsSetAside)));
        var next = Assert.IsType<DraftOutcome.Saved>(await SaveAsync("Of both.", Ben with { BasedOn = 2 }));
        Assert.Equal(4, next.Latest.Number);
    }

    [Fact]
    public async Task Save_TwoTitlesAtOnce_Clash()
    {
        await SaveAsync(Start, Ada, "Title of Ada");

        Assert.IsType<DraftOutcome.Clashed>(await SaveAsync(Start, Ben, "Title of Ben"));
    }

    [Fact]
    public async Task Save_BothTogetherTooLong_Clashes()
    {
        var half = new string('x', PageContent.MarkdownMaxLength / 2);
        await SaveAsync(Start + "\n\n" + half, Ada);

        var clash = Assert.IsType<DraftOutcome.Clashed>(await SaveAsync(half + "\n\n" + Start, Ben));

        Assert.StartsWith(half, clash.Mine.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_AnswerLost_FollowsTheEditorsOwnRevision()
    {
        var editor = Ada with { EditorId = Guid.NewGuid(), IsAutosave = true };
        await SaveAsync("One. And", editor);

        var saved = Assert.IsType<DraftOutcome.Saved>(await SaveAsync("One. And more.", editor));
        var other = await SaveAsync("One. Something else.", editor with { EditorId = Guid.NewGuid() });

        Assert.Equal(("One. And more.", false), (saved.Latest.Markdown, saved.IsMerged));
        Assert.IsType<DraftOutcome.Clashed>(other);
    }

    [Fact]
    public async Task Save_WhatWasOnlyAutosavedOrGetsANote_IsARevisionOfItsOwn()
    {
        await SaveAsync("Other.", Ada with { IsAutosave = true });

        Assert.Equal(2, Number(await SaveAsync("Other.", Ada with { BasedOn = 2, IsAutosave = true })));
        Assert.Equal(3, Number(await SaveAsync("Other.", Ada with { BasedOn = 2 })));
        Assert.Equal(3, Number(await SaveAsync("Other.", Ada with { BasedOn = 3 })));
        Assert.Equal(4, Number(await SaveAsync("Other.", Ada with { BasedOn = 3, Note = "camera ready" })));
    }

    [Fact]
    public async Task Save_FiftyAtOnceOfFiftyPeople_LosesNoText()
    {
        await Task.WhenAll(Enumerable
            .Range(0, 50)
            .Select(i => SaveAsync($"Text {i}.", new RevisionOrigin($"Person {i}") { AuthorId = i, BasedOn = 1 })));

        await using var db = Open();
        var kept = await db.Revisions.Where(revision => revision.Number > 1).Select(revision => revision.Markdown).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"Text {i}.").Order(), kept.Order());
    }

    [Fact]
    public async Task Save_OvertakenOnTheWay_StaysBehindWhatWasWrittenLater()
    {
        var editor = Ada with { EditorId = Guid.NewGuid(), IsAutosave = true };
        await SaveAsync("One. And more.", editor with { SaveNumber = 2 });

        var saved = Assert.IsType<DraftOutcome.Saved>(await SaveAsync("One. And", editor with { SaveNumber = 1 }));

        // What is done with it beyond keeping it, such as publishing, is done to this text and no other.
        Assert.Equal((3, "One. And", true), (saved.Latest.Number, saved.Latest.Markdown, saved.Latest.IsSetAside));
        Assert.Equal((2, "One. And more."), (saved.Page.LatestRevision!.Number, saved.Page.LatestRevision.Markdown));
    }

    [Fact]
    public async Task Save_AnswerLostAndSomebodyElseSaved_IsMergedFromTheEditorsOwnRevision()
    {
        var editor = Ada with { EditorId = Guid.NewGuid(), IsAutosave = true };
        await SaveAsync(Start.Replace("One.", "One of Ada.", StringComparison.Ordinal), editor);
        await SaveAsync(Start.Replace("One.", "One of Ada, said Ben.", StringComparison.Ordinal), Ben with { BasedOn = 2 });

        var saved = Assert.IsType<DraftOutcome.Saved>(await SaveAsync(
            Start.Replace("One.", "One of Ada.", StringComparison.Ordinal).Replace("Three.", "Three of Ada.", StringComparison.Ordinal),
            editor));

        Assert.Equal("One of Ada, said Ben.\n\nTwo.\n\nThree of Ada.", saved.Latest.Markdown);
    }

    [Fact]
    public async Task Save_NothingWrittenWhileSomebodyElseSaved_IsToldAndAddsNothing()
    {
        await SaveAsync("Of Ben.", Ben);

        var saved = Assert.IsType<DraftOutcome.Saved>(await SaveAsync(Start, Ada));

        Assert.Equal((true, false, 2), (saved.IsMerged, saved.IsNew, saved.Latest.Number));
    }

    [Fact]
    public async Task Save_FromARevisionThatIsNotThere_KeepsBothTexts()
    {
        var clash = Assert.IsType<DraftOutcome.Clashed>(await SaveAsync("Other.", Ada with { BasedOn = 9 }));

        Assert.Equal(("Other.", 1, true), (clash.Mine.Markdown, clash.Mine.BasedOn, clash.Mine.IsSetAside));
    }

    [Fact]
    public async Task Save_PageInTheTrash_KeepsTheTextBesideItsRevisions()
    {
        await using (var db = Open())
        {
            await new PageWriter(db).TrashAsync(await db.Pages.SingleAsync(), Now, Cancellation);
        }

        var gone = Assert.IsType<DraftOutcome.Gone>(await SaveAsync("Other.", Ada));
        var again = Assert.IsType<DraftOutcome.Gone>(await SaveAsync("Other.", Ada));

        Assert.Equal(("Other.", true, 2), (gone.Kept!.Markdown, gone.Kept.IsSetAside, again.Kept!.Number));
        await using var after = Open();
        Assert.Equal(Start, (await after.Pages.Include(page => page.LatestRevision).SingleAsync()).LatestRevision!.Markdown);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Number(DraftOutcome outcome) => Assert.IsType<DraftOutcome.Saved>(outcome).Latest.Number;

    private static PageContent Text(string markdown, string title = "Overview") => new() { Title = title, Markdown = markdown };

    private async Task<DraftOutcome> SaveAsync(string markdown, RevisionOrigin origin, string title = "Overview")
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        var outcome = await new DraftWriter(db, new PageWriter(db)).SaveAsync(_page, Text(markdown, title), origin, Now, Cancellation);
        await transaction.CommitAsync(Cancellation);
        return outcome;
    }

    private WorkshopDbContext Open() => WorkshopDbContext.Open(_connectionString);
}
