using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Edge.Telemetry.Platforms;

namespace HostTrainer.Reports;

/// <summary>
/// A report as one HTML page. Styles, script and data are in the page; its content security policy admits exactly its own script and no request.
/// Data reach the page as JSON whose encoder leaves no character that could end the element, and the script sets text, never markup.
/// </summary>
public static class ReportPage
{
    private static readonly string[] Scripts =
    [
        "format.js", "svg.js", "scale.js", "store.js", "front.js", "frontkeys.js", "table.js", "heatmap.js", "details.js", "prices.js", "progress.js", "subsets.js", "facts.js", "main.js",
    ];

    /// <summary>The page.</summary>
    public static string Render(ReportDocument report)
    {
        string script = "'use strict';\n(() => {\n" + string.Join('\n', Scripts.Select(Resource)) + "})();\n";
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Dictionary<string, string> parts = new(StringComparer.Ordinal)
        {
            ["title"] = WebUtility.HtmlEncode(report.Title),
            ["style"] = Resource("report.css"),
            ["data"] = JsonSerializer.Serialize(report, ReportJson.Default.ReportDocument),
            ["scriptHash"] = hash,
            ["script"] = script,
        };
        return Filled(Resource("report.html"), parts);
    }

    /// <summary>The template with every <c>{{name}}</c> replaced; what is put in is not looked at again.</summary>
    private static string Filled(string template, Dictionary<string, string> parts)
    {
        StringBuilder page = new();
        int from = 0;
        for (int open = template.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = template.IndexOf("{{", from, StringComparison.Ordinal))
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, from, open - from).Append(parts[template[(open + 2)..close]]);
            from = close + 2;
        }

        return page.Append(template, from, template.Length - from).ToString();
    }

    private static string Resource(string name) =>
        Encoding.UTF8.GetString(DataFile.ReadResource(typeof(ReportPage).Assembly, "report/" + name)).ReplaceLineEndings("\n");
}
