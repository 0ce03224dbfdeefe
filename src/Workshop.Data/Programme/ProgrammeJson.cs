using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Workshop.Data.Programme;

/// <summary>
/// The one way in which documents become text and back. A key that is missing has its default, so older documents stay readable.
/// </summary>
public static class ProgrammeJson
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    /// <exception cref="JsonException">It is not such a document.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("A document cannot be null.");

    /// <summary>As a tree, in which two values can be compared key by key.</summary>
    public static JsonObject ToObject<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!.AsObject();

    public static T FromObject<T>(JsonObject value) => value.Deserialize<T>(Options)!;

    /// <summary>Whether two say the same, lists included: a record's own equality compares lists by identity.</summary>
    public static bool Same<T>(T one, T other) =>
        ReferenceEquals(one, other)
            || JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one, Options), JsonSerializer.SerializeToNode(other, Options));
}
