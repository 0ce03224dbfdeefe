using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>Puts the four pages that every list has under the address of each, and tells them which list they are about.</summary>
internal static class ItemPages
{
    public static void AddItemPages(this PageConventionCollection pages)
    {
        pages.Place("/Items/Index", kind => [kind.Place]);
        pages.Place("/Items/Form", kind => [$"{kind.Place}new", kind.Place + "edit/{slug}"]);
        pages.Place("/Items/Delete", kind => [kind.Place + "delete/{slug}"]);
        pages.Place("/Items/Import", kind => [ImportOf(kind)]);
    }

    /// <exception cref="InvalidOperationException">It is not a page of a list.</exception>
    public static ItemKind ItemKind(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ItemKind>() ?? throw new InvalidOperationException("This is not a page of a list.");

    public static string ImportOf(ItemKind kind) => $"/admin/import/{kind.Name}";

    public static ItemKind? KindAt(string path) => ItemKinds.All.FirstOrDefault(kind =>
        (path.TrimEnd('/') + "/").StartsWith(kind.Place, StringComparison.OrdinalIgnoreCase)
            || path.TrimEnd('/').Equals(ImportOf(kind), StringComparison.OrdinalIgnoreCase));

    private static void Place(this PageConventionCollection pages, string page, Func<ItemKind, IEnumerable<string>> addresses) =>
        pages.AddAreaPageRouteModelConvention(AdminArea.Name, page, model =>
        {
            model.Selectors.Clear();
            foreach (var (kind, address) in ItemKinds.All.SelectMany(addresses, (kind, address) => (kind, address)))
            {
                model.Selectors.Add(
                    new SelectorModel
                    {
                        AttributeRouteModel = new AttributeRouteModel { Template = address.TrimStart('/') },
                        EndpointMetadata = { kind },
                    });
            }
        });
}
