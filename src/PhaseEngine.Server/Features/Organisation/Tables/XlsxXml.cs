using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Server.Features.Organisation.Tables;

/// <summary>Streams the XML of the large parts: the library's own reader makes objects of every cell and takes twice as long.</summary>
internal static class XlsxXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static XmlReader Open(OpenXmlPart part) => XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), Settings);

    /// <summary>
    /// The text inside the element the reader stands on, which it leaves at its end: values and texts, plain or in runs of
    /// different looks. Formulas and the readings above Japanese names (rPh) do not belong to it.
    /// </summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var (depth, wanted, reading) = (xml.Depth, false, false);
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh":
                    reading = !xml.IsEmptyElement;
                    break;
                case XmlNodeType.Element:
                    wanted = !xml.IsEmptyElement && xml.LocalName is "v" or "t";
                    break;
                case XmlNodeType.EndElement:
                    wanted = false;
                    reading &= xml.LocalName != "rPh";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when wanted && !reading:
                    text.Append(xml.Value);
                    if (text.Length > Limits.CellText)
                        throw new InvalidDataException("A cell is longer than cells are.");
                    break;
            }
        }

        return text.ToString();
    }
}
