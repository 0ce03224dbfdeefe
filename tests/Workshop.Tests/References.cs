using System.Reflection;
using Mono.Cecil;

namespace Workshop.Tests;

/// <summary>Which of an assembly's namespaces refer to which others, by what the compiler has written into its types and methods.</summary>
internal sealed class References
{
    /// <summary>The namespace of what is looked at; what generators write elsewhere does not count.</summary>
    public const string Root = "Workshop.Web";

    private readonly Dictionary<string, SortedSet<string>> _to = [];

    private References()
    {
    }

    /// <summary>Every pair of namespaces of which the first refers to the second.</summary>
    public IEnumerable<(string From, string To)> All => _to.SelectMany(from => from.Value.Select(to => (from.Key, to)));

    public static References In(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        var references = new References();
        foreach (var type in module.GetTypes())
        {
            foreach (var used in UsedBy(type).Where(used => used is not null).SelectMany(Parts).Where(used => used.Scope == module))
            {
                references.Add(NamespaceOf(type), NamespaceOf(used));
            }
        }

        return references;
    }

    /// <summary>The namespaces that can be reached from each other; none where every arrow leads downward.</summary>
    public IReadOnlyList<string> Circle()
    {
        var left = _to.ToDictionary(from => from.Key, from => from.Value.ToHashSet());
        // Whoever refers to nobody that is left cannot be in a circle.
        while (left.FirstOrDefault(from => !from.Value.Any(left.ContainsKey)) is { Key: { } free })
        {
            left.Remove(free);
        }

        while (left.Keys.FirstOrDefault(to => !left.Values.Any(from => from.Contains(to))) is { } unused)
        {
            left.Remove(unused);
        }

        return [.. left.Keys.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.CustomAttributes
            .Concat(type.Properties.SelectMany(property => property.CustomAttributes))
            .Select(attribute => attribute.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => UsedBy(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> UsedBy(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    // Of a list of sessions both the list and the session.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specified => Parts(specified.ElementType),
        _ => [type],
    };

    private static bool IsOurs(string name) => name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    private void Add(string from, string to)
    {
        if (from == to || !IsOurs(from) || !IsOurs(to))
        {
            return;
        }

        if (!_to.TryGetValue(from, out var all))
        {
            _to.Add(from, all = []);
        }

        all.Add(to);
    }
}
