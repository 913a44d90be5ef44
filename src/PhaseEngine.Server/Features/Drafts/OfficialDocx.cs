using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PhaseEngine.Server.Features.Drafts;

/// <summary>
/// Writes a paper as Word opens it, in the form of GB/T 9704: A4, title in Xiaobiaosong, body in Fangsong of size three, first
/// headings in Heiti, 22 lines a page, the page's number between dashes. Fonts are named, not embedded.
/// </summary>
internal static class OfficialDocx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string TitleFont = "方正小标宋简体";
    private const string HeadingFont = "黑体";
    private const string BodyFont = "仿宋";
    private const int TextWidth = 8844;
    private const string Numerals = "一二三四五六七八九十";

    public static FileContentHttpResult File(OfficialPaper paper)
    {
        using var file = new MemoryStream();
        Write(file, paper);
        return TypedResults.File(file.ToArray(), MediaType, $"{paper.Title}.docx");
    }

    public static void Write(Stream file, OfficialPaper paper)
    {
        using var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        var main = package.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = Styles();
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(Centred(new Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }), PageNumber(), new Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));

        var body = new Body(Styled("PaperTitle", paper.Title));
        if (paper.Addressee is { } addressee) body.Append(Styled("Addressee", addressee));
        var headings = 0;
        foreach (var part in paper.Body) body.Append(ElementsOf(part, ref headings));
        if (paper.Signature is { } signature) body.Append(Styled("Signature1", signature), Styled("Signature1", Texts.Phrases.Shown(paper.Date)));
        body.Append(Page(main.GetIdOfPart(footer)));
        main.Document = new Document(body);
        package.PackageProperties.Title = paper.Title;
    }

    private static OpenXmlElement[] ElementsOf(PaperPart part, ref int headings) => part switch
    {
        PaperPart.Heading heading => [Styled("PaperHeading", $"{NumberOf(++headings)}{heading.Text}")],
        PaperPart.Fact fact => [Styled("BodyText1", $"{fact.Name}{fact.Text}")],
        PaperPart.Table table => [TableOf(table)],
        PaperPart.Paragraph paragraph => [.. paragraph.Text.Split('\n').Select(line => Styled("BodyText1", line.TrimEnd('\r')))],
        _ => [],
    };

    private static string NumberOf(int heading) => Texts.Language.Current == "en" ? $"{heading}. " : $"{(heading <= Numerals.Length ? Numerals.Substring(heading - 1, 1) : heading)}、";

    private static Paragraph Styled(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    private static Table TableOf(PaperPart.Table table)
    {
        var widths = table.Widths.Select(share => share * TextWidth / table.Widths.Sum()).ToList();
        var grid = new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" }));
        var made = new Table(
            new TableProperties(
                new TableWidth { Width = $"{TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            grid);
        made.Append(RowOf(table.Head, widths, "CellHead", repeats: true));
        made.Append(table.Rows.Select(row => RowOf(row, widths, "Cell", repeats: false)));
        return made;
    }

    private static TableRow RowOf(IReadOnlyList<string> cells, List<int> widths, string style, bool repeats)
    {
        var row = new TableRow();
        if (repeats) row.Append(new TableRowProperties(new CantSplit(), new TableHeader()));
        row.Append(cells.Zip(widths, (text, width) => new TableCell(
            new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }), Styled(style, text))));
        return row;
    }

    private static TBorder Line<TBorder>()
        where TBorder : BorderType, new() => new() { Val = BorderValues.Single, Size = 4 };

    private static SectionProperties Page(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 1400, Gutter = 0 });

    private static Paragraph Centred(params OpenXmlElement[] runs) =>
        new([new ParagraphProperties(new Justification { Val = JustificationValues.Center }), .. runs]);

    private static Run PageNumber() => new(
        new FieldChar { FieldCharType = FieldCharValues.Begin }, new FieldCode(" PAGE "), new FieldChar { FieldCharType = FieldCharValues.Separate },
        new Text("1"), new FieldChar { FieldCharType = FieldCharValues.End });

    private static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts(BodyFont), new FontSize { Val = "32" }, new FontSizeComplexScript { Val = "32" }, Languages())),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Line = "560", LineRule = LineSpacingRuleValues.Exact }))),
        // A table keeps its own lines, whatever stands in it.
        StyleOf("PaperTitle", TitleFont, "44", new StyleParagraphProperties(
            new SpacingBetweenLines { Before = "560", After = "560", Line = "640", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = JustificationValues.Center })),
        StyleOf("Addressee", BodyFont, "32", new StyleParagraphProperties()),
        StyleOf("PaperHeading", HeadingFont, "32", new StyleParagraphProperties(new KeepNext(), Indented())),
        StyleOf("BodyText1", BodyFont, "32", new StyleParagraphProperties(Indented())),
        StyleOf("Signature1", BodyFont, "32", new StyleParagraphProperties(
            new KeepLines(), new Indentation { Right = "640", RightChars = 200 }, new Justification { Val = JustificationValues.Right })),
        StyleOf("CellHead", HeadingFont, "24", new StyleParagraphProperties(CellLines(), new Justification { Val = JustificationValues.Center })),
        StyleOf("Cell", BodyFont, "24", new StyleParagraphProperties(CellLines())));

    private static Style StyleOf(string id, string font, string size, StyleParagraphProperties paragraph) => new(
        new StyleName { Val = id }, paragraph, new StyleRunProperties(Fonts(font), new FontSize { Val = size }, new FontSizeComplexScript { Val = size }))
    {
        Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true,
    };

    private static Indentation Indented() => new() { FirstLine = "640", FirstLineChars = 200 };

    private static SpacingBetweenLines CellLines() => new() { Before = "40", After = "40", Line = "360", LineRule = LineSpacingRuleValues.AtLeast };

    private static RunFonts Fonts(string name) => new() { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = name, Hint = FontTypeHintValues.EastAsia };

    private static Languages Languages() => new() { Val = "en-GB", EastAsia = "zh-CN" };
}
