using System.Globalization;
using System.Text;
using System.Xml;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Web.Pages.Exports;

/// <summary><c>schedule.xml</c>, valid by <c>validator/xsd/schedule.xml.xsd</c> of github.com/voc/schedule.</summary>
internal sealed class FahrplanXml : IExchangeFormat
{
    public string File => ProgrammeAddress.ScheduleXml;

    public string ContentType => "application/xml; charset=utf-8";

    public byte[] Write(Fahrplan plan)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(
            bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("schedule");
            xml.WriteStartElement("generator");
            xml.WriteAttributeString("name", ScheduleConventions.Generator);
            xml.WriteEndElement();
            xml.WriteElementString("url", plan.Absolute(plan.Edition.ExchangeOf(File)));
            xml.WriteElementString("version", plan.Version);
            WriteConference(xml, plan);
            foreach (var day in plan.Days)
            {
                WriteDay(xml, plan, day);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteConference(XmlWriter xml, Fahrplan plan)
    {
        xml.WriteStartElement("conference");
        Text(xml, "title", plan.Edition.Name);
        xml.WriteElementString("acronym", plan.Acronym);
        xml.WriteElementString("start", TimeText.Machine(plan.Start));
        xml.WriteElementString("end", TimeText.Machine(plan.End));
        xml.WriteElementString("days", plan.Days.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("timeslot_duration", "00:05");
        xml.WriteElementString("base_url", plan.Absolute("/"));
        xml.WriteElementString("url", plan.Absolute(plan.Edition.HomeUrl));
        xml.WriteElementString("time_zone_name", plan.Edition.Programme.Zone.Id);
        xml.WriteStartElement("color");
        xml.WriteAttributeString("primary", plan.Edition.Accent);
        xml.WriteEndElement();
        foreach (var topic in plan.Edition.Programme.Document.Topics)
        {
            xml.WriteStartElement("track");
            xml.WriteAttributeString("name", ValidXml.Of(topic.Name));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteDay(XmlWriter xml, Fahrplan plan, FahrplanDay day)
    {
        xml.WriteStartElement("day");
        xml.WriteAttributeString("index", day.Index.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("date", TimeText.Machine(day.Date));
        xml.WriteAttributeString("start", TimeText.Machine(day.Start));
        xml.WriteAttributeString("end", TimeText.Machine(day.End));
        // Rooms in which nothing takes place belong to the programme too.
        foreach (var room in plan.Rooms.Where(room => day.Index == 1 || day.Rooms.Contains(room.Name)))
        {
            xml.WriteStartElement("room");
            xml.WriteAttributeString("name", ValidXml.Of(room.Name));
            xml.WriteAttributeString("guid", room.Guid.ToString());
            foreach (var @event in day.Rooms[room.Name])
            {
                WriteEvent(xml, plan, @event, room);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteEvent(XmlWriter xml, Fahrplan plan, FahrplanEvent @event, FahrplanRoom room)
    {
        var session = @event.Session;
        xml.WriteStartElement("event");
        xml.WriteAttributeString("guid", session.Source.Uid.ToString());
        xml.WriteAttributeString("id", @event.Number.ToString(CultureInfo.InvariantCulture));
        Text(xml, "room", room.Name);
        Text(xml, "title", session.Title);
        Text(xml, "subtitle", session.Source.Subtitle ?? "");
        Text(xml, "type", session.KindName);
        xml.WriteElementString("date", TimeText.Machine(session.Start));
        xml.WriteElementString("start", TimeText.Time(session.Start));
        xml.WriteElementString("duration", Fahrplan.Length(session.Length));
        Text(xml, "abstract", Fahrplan.AbstractOf(session));
        xml.WriteElementString("slug", @event.Slug);
        Text(xml, "track", session.Topic?.Name ?? "");
        xml.WriteStartElement("persons");
        foreach (var person in session.People.Select(plan.PersonOf))
        {
            xml.WriteStartElement("person");
            xml.WriteAttributeString("id", person.Number.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("guid", person.Guid.ToString());
            xml.WriteString(ValidXml.Of(person.Name));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        if (session.Source.Language is { } language)
        {
            Text(xml, "language", language);
        }

        if (session.Source.DoNotRecord || session.Source.RecordingUrl is not null)
        {
            xml.WriteStartElement("recording");
            xml.WriteElementString("license", "");
            xml.WriteElementString("optout", session.Source.DoNotRecord ? "true" : "false");
            if (session.Source.RecordingUrl is { } recording)
            {
                Text(xml, "url", plan.Absolute(recording));
            }

            xml.WriteEndElement();
        }

        WriteLinks(xml, "links", "link", null, session.Source.Links.Select(link => (link.Title, plan.Absolute(link.Url))));
        WriteLinks(
            xml, "attachments", "attachment", "slides", session.Source.SlidesUrl is { } slides ? [("Slides", plan.Absolute(slides))] : []);
        xml.WriteElementString("url", plan.UrlOf(session));
        xml.WriteEndElement();
    }

    private static void WriteLinks(XmlWriter xml, string list, string name, string? type, IEnumerable<(string Title, string Url)> links)
    {
        xml.WriteStartElement(list);
        foreach (var (title, url) in links)
        {
            xml.WriteStartElement(name);
            xml.WriteAttributeString("href", ValidXml.Of(url));
            if (type is not null)
            {
                xml.WriteAttributeString("type", type);
            }

            xml.WriteString(ValidXml.Of(title));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, ValidXml.Of(text));
}
