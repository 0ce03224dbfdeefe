namespace Workshop.Web.Mail;

internal static class MailRegistration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Outbox>();
        // Read at once, so that a wrong setting stops the start.
        if (MailSettings.Of(configuration) is { } settings)
        {
            services.AddSingleton(settings);
            services.AddSingleton<OutboxSender>();
            services.AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        }
    }
}
