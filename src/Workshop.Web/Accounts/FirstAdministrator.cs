using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Accounts;

/// <summary>
/// While there is no organizer, every start lets one in: whom the settings name, or whoever can read the log, by a link that
/// works once. As soon as the server listens and the database is prepared, however late that is.
/// </summary>
internal sealed partial class FirstAdministrator(
    IServiceScopeFactory scopes,
    DatabasePreparation preparation,
    SiteUrls urls,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<FirstAdministrator> log) : BackgroundService
{
    private readonly AdministratorSetting? _setting = AdministratorSetting.Of(configuration);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The link is to the address that the server listens on, where no other is set.
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await Task.WhenAll(listening.Task, preparation.Done).WaitAsync(stoppingToken);

        var backOff = new BackOff();
        while (true)
        {
            try
            {
                await LetInAsync(stoppingToken);
                return;
            }
            catch (Exception away) when (DatabaseTrouble.ReasonOf(away) is not null)
            {
                await Task.Delay(backOff.Next(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, failure);
                return;
            }
        }
    }

    private async Task LetInAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDbContext>();
        await using var turn = await db.BeginPeopleChangeAsync(cancellation);
        if (await db.Organizers.AnyAsync(cancellation))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        // The link of an earlier start may be in a log that others read by now.
        await db.Invitations.Where(invitation => invitation.Email == null).RevokeAsync(now, cancellation);
        if (_setting is not null)
        {
            var organizer = Organizer.Create(_setting.Email, PersonRules.NameFrom(_setting.Email), OrganizerRole.Administrator, now);
            var added = await scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>().CreateAsync(organizer, _setting.Password);
            if (!added.Succeeded)
            {
                throw new SettingException(
                    $"{AdministratorSetting.EmailName} could not be added: "
                    + $"{string.Join(' ', added.Errors.Select(error => error.Description))}");
            }

            db.Add(Audit.By(
                $"setting {AdministratorSetting.EmailName}",
                now,
                AuditAction.OrganizerAdded,
                $"organizer {organizer.Email}",
                nameof(OrganizerRole.Administrator)));
            await db.SaveChangesAsync(cancellation);
            await turn.CommitAsync(cancellation);
            LogAdded(log, organizer.Email!);
            return;
        }

        var link = new SecretLink(OrganizerPaths.Invitation);
        db.Add(new Invitation
        {
            TokenHash = link.Hash,
            Role = OrganizerRole.Administrator,
            CreatedAt = now,
            ExpiresAt = now
            + Invitation.FirstAdministratorLifetime
        });
        await db.SaveChangesAsync(cancellation);
        await turn.CommitAsync(cancellation);
        LogLink(log, urls.Absolute(link.Path), Invitation.FirstAdministratorLifetime.TotalMinutes);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = """
        NOBODY CAN SIGN IN YET. This link makes whoever opens it the first administrator:

            {Link}

        It works once, for {Minutes} minutes, and the next start prints another one.
        """)]
    private static partial void LogLink(ILogger log, string link, double minutes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Email} is the first administrator, by Workshop__Administrator__Email.")]
    private static partial void LogAdded(ILogger log, string email);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The first administrator could not be let in; start again, or use workshop organizer add.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}

internal static class FirstAdministratorRegistration
{
    public static void AddFirstAdministrator(this IServiceCollection services, IConfiguration configuration)
    {
        // Asked at once, so that a wrong setting stops the start and is not found by nobody being able to sign in.
        AdministratorSetting.Of(configuration);
        services.AddHostedService<FirstAdministrator>();
    }
}
