using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workshop.Web.Pages;

/// <summary>The network in the hero: drawn from a name, the same on every visit and different for every workshop.</summary>
public static class Motif
{
    private const int Width = 640;
    private const int Height = 420;
    private const int Nodes = 42;
    private const double Apart = 48;
    private const double Linked = 92;

    /// <summary>Decoration, hidden from assistive technology. Contains numbers only, nothing of the name.</summary>
    public static string Svg(string name)
    {
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
        var points = Scatter(random);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"motif\" viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"xMaxYMid slice\" aria-hidden=\"true\" "
            + $"focusable=\"false\"><path d=\"");
        for (var i = 0; i < points.Count; i++)
        {
            foreach (var other in points.Skip(i + 1).Where(other => Distance(points[i], other) < Linked))
            {
                var (x, y) = points[i];
                var bendX = ((x + other.X) / 2) + random.Next(-18, 19);
                var bendY = ((y + other.Y) / 2) + random.Next(-18, 19);
                svg.Append(CultureInfo.InvariantCulture, $"M{x} {y}Q{bendX} {bendY} {other.X} {other.Y}");
            }
        }

        svg.Append("\"/>");
        foreach (var (x, y) in points)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{random.Next(5) switch { 0 => 5, 1 or 2 => 3, _ => 2 }}\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static List<(int X, int Y)> Scatter(Random random)
    {
        var points = new List<(int X, int Y)>();
        // Bounded, because nothing promises that so many fit so far apart.
        for (var tries = 0; tries < 4000 && points.Count < Nodes; tries++)
        {
            var point = (random.Next(Width), random.Next(Height));
            if (points.TrueForAll(other => Distance(point, other) > Apart))
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static double Distance((int X, int Y) a, (int X, int Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
}
