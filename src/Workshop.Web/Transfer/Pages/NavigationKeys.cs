using System.Globalization;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>What a page's front matter says about its place in the navigation, in the words of the common themes.</summary>
internal static class NavigationKeys
{
    private static readonly string[] OrderKeys = ["nav_order", "order", "weight", "menu_order"];

    public static readonly string[] Labels = ["nav_label", "nav_title", "navigation_label", "short_title", "linktitle"];

    public static bool Speak(YamlMap keys) => Order(keys) is not null || Explicit(keys) is not null;

    public static double? Order(YamlMap keys) => OrderKeys
        .Select(key => double.TryParse(keys.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var order)
            && double.IsFinite(order) ? order : (double?)null)
        .FirstOrDefault(order => order is not null);

    /// <summary>Null where the keys leave it to <see cref="Order"/>.</summary>
    public static bool? Explicit(YamlMap keys) =>
        keys.Flag("nav_exclude") == true || keys.Text("parent") is not null ? false
        : keys.Flag("nav") ?? keys.Flag("include_in_menu") ?? keys.Flag("navigation") ?? (keys.Flag("nav_exclude") == false ? true : null);
}
