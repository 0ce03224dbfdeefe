namespace Workshop.Web.Transfer.Pages;

/// <param name="InNavigation">Null where the source says nothing about navigation.</param>
/// <param name="Order">Null where the source states no place.</param>
internal sealed record NavigationPlace(bool? InNavigation, double? Order, string? Label);
