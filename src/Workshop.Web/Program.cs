using Workshop.Web.Commands;

return await WorkshopCommand.RunAsync(args);
