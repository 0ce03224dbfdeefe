namespace Workshop.BrowserTests;
internal static class Placeholder;
