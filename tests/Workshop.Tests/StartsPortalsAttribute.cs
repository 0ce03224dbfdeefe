namespace Workshop.Tests;

/// <summary>
/// Says that a test class starts more than one portal, and why: a portal costs as much as forty editions or ten
/// sign-ins, so a class has one for all its tests unless it says this.
/// </summary>
/// <param name="count">At most so many, counted over all its tests, rows of theories included.</param>
/// <param name="why">What about these tests needs a portal each.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StartsPortalsAttribute(int count, string why) : Attribute
{
    public int Count => count;

    public string Why => why;
}
