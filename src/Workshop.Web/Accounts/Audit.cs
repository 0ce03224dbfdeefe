using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Web.Text;

namespace Workshop.Web.Accounts;

/// <summary>Makes the entries of the audit log. They are saved with what they tell about, in one transaction.</summary>
internal static class Audit
{
    /// <summary>By whoever sent the request.</summary>
    public static AuditEntry By(
        HttpContext context, Instant now, string action, string? subject = null, int? revision = null, string? detail = null) =>
        Entry(context, now, context.User.OrganizerId(), WhoIs(context), action, subject, revision, detail);

    /// <summary>By an organizer whom the request does not know, because this is the sign-in.</summary>
    public static AuditEntry By(
        Organizer organizer, HttpContext context, Instant now, string action, string? subject = null, string? detail = null) =>
        Entry(context, now, organizer.Id, WhoIs(organizer.Name, organizer.Email!), action, subject, revision: null, detail);

    /// <summary>By no request: a command, or a setting that the portal has followed.</summary>
    public static AuditEntry By(string who, Instant now, string action, string? subject = null, string? detail = null) =>
        Entry(context: null, now, organizerId: null, who, action, subject, revision: null, detail);

    private static AuditEntry Entry(
        HttpContext? context, Instant now, int? organizerId, string who, string action, string? subject, int? revision, string? detail) =>
            new()
            {
                At = now,
                OrganizerId = organizerId,
                Who = Clip(who)!,
                Action = action,
                Subject = Clip(subject),
                Revision = revision,
                Detail = Clip(detail),
                Address = context?.Connection.RemoteIpAddress?.ToString(),
            };

    private static string WhoIs(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { } email } ? WhoIs(context.User.OrganizerName(), email) : "not signed in";

    // The address tells people apart, so a long name gives way to it.
    private static string WhoIs(string name, string email)
    {
        var address = $" <{email}>";
        return SafeText.Clip(name, AuditEntry.TextMaxLength - address.Length) + address;
    }

    // What a stranger typed may be of any length and hold anything; the entry is written all the same.
    private static string? Clip(string? text) => text is null ? null : SafeText.Clip(text, AuditEntry.TextMaxLength);
}
