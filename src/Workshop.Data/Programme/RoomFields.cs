using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Room>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a room consists.</summary>
public static class RoomFields
{
    private static readonly Objection NotSeats = new($"is not a number from 1 to {ProgrammeRules.MaxSeats}")
    {
        InDocument = $"is from 1 to {ProgrammeRules.MaxSeats}",
    };

    public static readonly IReadOnlyList<Field<Room>> All =
    [
        NameLine("name", "Name", room => room.Name, (room, name) => room with { Name = name }) with
        {
            MaxLength = ProgrammeRules.NameMaxLength,
            Aliases = ["room"],
        },
        Line("location", "Location", room => room.Location, (room, text) => room with { Location = text }) with
        {
            Hint = "A building or a floor.",
        },
        Number(
            "capacity",
            "Seats",
            ProgrammeRules.MaxSeats,
            NotSeats,
            room => room.Capacity,
            (room, seats) => room with { Capacity = seats }) with
        {
            Noun = "number of seats",
        },
    ];
}
