namespace PhaseEngine.Core.Organisations.Import;

/// <summary>
/// Every code with which an import refuses a file, a row or a cell, or remarks on one. The words for people are found by the
/// code; each finding on a row has, besides the facts named here, row, column, title and value.
/// </summary>
public static class ImportCodes
{
    /// <summary>Whole file: the file is larger than the limit. Facts: megabytes.</summary>
    public const string TooLarge = "import-too-large";

    /// <summary>Whole file: more rows than the limit. Facts: limit.</summary>
    public const string TooManyRows = "import-too-many-rows";

    /// <summary>Whole file: unpacked it would be larger than the limit. Facts: megabytes.</summary>
    public const string UnpacksTooLarge = "import-unpacks-too-large";

    /// <summary>Whole file: neither a workbook nor a text file with rows and columns.</summary>
    public const string NotATable = "import-not-a-table";

    /// <summary>Whole file: a workbook in the format of Excel 97-2003 (.xls).</summary>
    public const string OldExcel = "import-old-excel";

    /// <summary>Whole file: a workbook with a password.</summary>
    public const string Encrypted = "import-encrypted";

    /// <summary>Whole file: a workbook that is cut off or damaged.</summary>
    public const string Damaged = "import-damaged";

    /// <summary>Whole file: text in none of UTF-8, UTF-16 and GB18030.</summary>
    public const string EncodingUnknown = "import-encoding-unknown";

    /// <summary>Whole file: a quotation mark is opened and never closed. Facts: row.</summary>
    public const string QuoteOpen = "import-quote-open";

    /// <summary>Whole file: no row of data.</summary>
    public const string Empty = "import-empty";

    /// <summary>Whole file: no row holds the titles of the columns. Facts: columns.</summary>
    public const string HeaderMissing = "import-header-missing";

    /// <summary>Whole file: columns that must be there are not. Facts: columns, row (of the titles).</summary>
    public const string ColumnMissing = "import-column-missing";

    /// <summary>Whole file: two columns have the same title. Facts: title, first, second (letters).</summary>
    public const string ColumnTwice = "import-column-twice";

    /// <summary>Row: a cell that must not be empty is.</summary>
    public const string CellEmpty = "import-cell-empty";

    /// <summary>Row: longer than may be stored. Facts: limit.</summary>
    public const string TextTooLong = "import-text-too-long";

    /// <summary>Row: the spreadsheet has made a date of a number or code.</summary>
    public const string DateInsteadOfText = "import-date-instead-of-text";

    /// <summary>Row: a long number was stored as a number, its last digits are lost.</summary>
    public const string DigitsLost = "import-digits-lost";

    /// <summary>Row: none of the words of a closed list. Facts: known.</summary>
    public const string WordUnknown = "import-word-unknown";

    /// <summary>Row: no date, or no such day.</summary>
    public const string DateUnreadable = "import-date-unreadable";

    /// <summary>Row: can be read as two dates.</summary>
    public const string DateAmbiguous = "import-date-ambiguous";

    /// <summary>Row: a date lies before one that must come first. Facts: other (title of the other column).</summary>
    public const string DatesOutOfOrder = "import-dates-out-of-order";

    /// <summary>Row: no national id: length, characters or birthday.</summary>
    public const string IdMalformed = "import-id-malformed";

    /// <summary>Row: the check character of the national id does not fit.</summary>
    public const string IdCheckDigit = "import-id-check-digit";

    /// <summary>Row: the code would pass for something else on record (<see cref="UnitDetails.IsReserved"/>).</summary>
    public const string CodeReserved = "import-code-reserved";

    /// <summary>Row: no time zone of this name.</summary>
    public const string ZoneUnknown = "import-zone-unknown";

    /// <summary>Row: says that the unit took part in the pilot, but nobody says until when.</summary>
    public const string PilotDayMissing = "import-pilot-day-missing";

    /// <summary>Row: more sectors or managements than hosts. Facts: hosts.</summary>
    public const string SectorsDoNotFitHosts = "import-sectors-do-not-fit-hosts";

    /// <summary>Row: another row says otherwise about the same host. Facts: host, otherRow.</summary>
    public const string HostContradicts = "import-host-contradicts";

    /// <summary>Row: the same unit stands in another row, which is used. Facts: otherRow.</summary>
    public const string UnitTwice = "import-unit-twice";

    /// <summary>Row: several units have this name. Facts: codes.</summary>
    public const string UnitAmbiguous = "import-unit-ambiguous";

    /// <summary>Row: no unit has this code or name.</summary>
    public const string UnitUnknown = "import-unit-unknown";

    /// <summary>Row: the row of the unit above is refused itself. Facts: otherRow.</summary>
    public const string ParentRefused = "import-parent-refused";

    /// <summary>Row: the units would stand above each other in a circle. Facts: path.</summary>
    public const string ParentCycle = "import-parent-cycle";

    /// <summary>Row: no member has this system number.</summary>
    public const string MemberUnknown = "import-member-unknown";

    /// <summary>Row: the same member stands in another row, which is used. Facts: otherRow.</summary>
    public const string MemberTwice = "import-member-twice";

    /// <summary>Row: another row has the same name in the same unit, and nothing tells the two apart. Facts: otherRow, unit.</summary>
    public const string MemberNamesakes = "import-member-namesakes";

    /// <summary>Row: several known members have this name in this unit, or several rows fit one. Facts: unit, count.</summary>
    public const string MemberAmbiguous = "import-member-ambiguous";

    /// <summary>Row: number and national id belong to two different known members.</summary>
    public const string MemberContradicts = "import-member-contradicts";

    /// <summary>Row: the certificate names the member's own unit.</summary>
    public const string CertificateOwnUnit = "import-certificate-own-unit";

    /// <summary>Row: a reason for leaving without a day.</summary>
    public const string LeftDayMissing = "import-left-day-missing";

    /// <summary>Remark: a sector or management without a host to whom it could belong is not taken over.</summary>
    public const string SectorWithoutHost = "import-sector-without-host";

    /// <summary>Remark: the unit of the certificate is not known here; it is not taken over.</summary>
    public const string CertificateUnitOutside = "import-certificate-unit-outside";

    /// <summary>Remark: the affiliation moves from another unit. Facts: from, to.</summary>
    public const string MemberMoves = "import-member-moves";
}
