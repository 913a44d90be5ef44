using FsCheck;
using FsCheck.Fluent;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Core.Organisations.Import;

namespace PhaseEngine.Core.Tests.Organisations.Import;

/// <summary>What is exported is read back without a change, in every language.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Language = Gen.Elements("zh-CN", "zh-TW", "en");

    [Fact]
    public void Units_read_back_are_unchanged() =>
        Prop.ForAll(Organisations().ToArbitrary(), Language.ToArbitrary(), (o, language) =>
        {
            var table = OrganisationTables.OfUnits(o.Units, o.Units, o.Hosts, o.Coverage, language);

            var report = Given.Units(Raw(table), o.Known).Report;

            return (report.Unchanged == o.Units.Count && report.Findings.Count == 0).Label(string.Join("; ", report.Short()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Members_read_back_are_unchanged() =>
        Prop.ForAll(Organisations().ToArbitrary(), Language.ToArbitrary(), (o, language) =>
        {
            var table = OrganisationTables.OfMembers(o.Members, o.Units, o.Hosts, language);

            var report = Given.Members(Raw(table), o.Known).Report;

            return (report.Unchanged == o.Members.Count && report.Findings.Count == 0).Label(string.Join("; ", report.Short()));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    [InlineData("en")]
    public void The_titles_of_the_empty_lists_are_understood(string language)
    {
        var units = UnitImport.Read(Raw(OrganisationTables.UnitTemplate(language)[0]), KnownOrganisation.Nothing, Given.Options());
        var members = MemberImport.Read(Raw(OrganisationTables.MemberTemplate(language)[0]), KnownOrganisation.Nothing, Given.Options());

        Assert.Equal(("import-empty", "import-empty"), (units.Problem?.Code, members.Problem?.Code));
    }

    [Fact]
    public void Every_word_of_the_closed_lists_can_be_written_by_people()
    {
        Assert.Equal(Vocabulary.UnitTypes.Order(), Words.UnitTypes.Values.Order());
        Assert.Equal(Vocabulary.Sectors.Order(), Words.Sectors.Values.Order());
        Assert.Equal(Vocabulary.Managements.Order(), Words.Managements.Values.Order());
        Assert.Equal(Vocabulary.MemberCategories.Order(), Words.Categories.Values.Order());
        Assert.Equal(Vocabulary.LeavingReasons.Order(), Words.LeavingReasons.Values.Order());
    }

    [Fact]
    public void No_title_means_two_columns_of_one_list()
    {
        foreach (var columns in new[] { UnitColumns.All, MemberColumns.All })
            Assert.Equal(columns.Sum(c => c.WordKeys.Count), columns.SelectMany(c => c.WordKeys).Distinct().Count());
    }

    private static RawTable Raw(TextTable table) => new(
        table.Name,
        [.. table.Rows.Prepend(table.Titles).Select((r, i) => new RawRow(i + 1, [.. r.Select(c => new RawCell(c))]))]);

    private static Gen<Organisation> Organisations() =>
        from unitCount in Gen.Choose(1, 12)
        from parents in Gen.ArrayOf(Gen.Choose(-1, 11), unitCount)
        from types in Gen.ArrayOf(Gen.Elements(Vocabulary.UnitTypes.ToArray()), unitCount)
        from pilots in Gen.ArrayOf(Gen.Elements<DateOnly?>(null, new DateOnly(2005, 3, 31)), unitCount)
        from sectors in Gen.ArrayOf(Gen.Elements<string?>([null, .. Vocabulary.Sectors]), 4)
        from managements in Gen.ArrayOf(Gen.Elements<string?>([null, .. Vocabulary.Managements]), 4)
        from covered in Gen.ArrayOf(Gen.SubListOf(0, 1, 2, 3), unitCount)
        from memberCount in Gen.Choose(1, 15)
        from members in Gen.ArrayOf(Details(unitCount), memberCount)
        select Organisation.Of(parents, types, pilots, sectors, managements, covered, members);

    private static Gen<MemberDetails> Details(int units) =>
        from unit in Gen.Choose(0, units - 1)
        from certificate in Gen.Choose(-1, units - 1)
        from name in Gen.Elements("张伟", "王芳", "买买提·艾力", "John Smith", "𠮷田")
        from host in Gen.Choose(-1, 3)
        from category in Gen.Elements(Vocabulary.MemberCategories.ToArray())
        from admitted in Gen.Elements<DateOnly?>(null, new DateOnly(1998, 7, 1))
        from joined in Gen.Elements<DateOnly?>(null, new DateOnly(2001, 2, 3))
        from left in Gen.Elements<string?>([null, .. Vocabulary.LeavingReasons])
        from pilot in Gen.Elements<bool?>(null, true, false)
        from probationary in Gen.Elements(true, false)
        select new MemberDetails(
            Given.Id(1 + unit), name, Category: category, HostId: host < 0 ? null : Given.Id(100 + host),
            CertificateUnitId: certificate < 0 || certificate == unit ? null : Given.Id(1 + certificate),
            CertificateFrom: joined, CertificateUntil: joined?.AddYears(1), Probationary: probationary,
            AdmittedOn: admitted, ConfirmedOn: admitted?.AddYears(1), JoinedOn: joined,
            LeftOn: left is null ? null : new DateOnly(2005, 6, 30), LeftReason: left, TookPartInPilot: pilot);

    private sealed record Organisation(
        IReadOnlyList<Unit> Units, IReadOnlyList<Host> Hosts, IReadOnlyList<UnitHost> Coverage, IReadOnlyList<Member> Members)
    {
        public KnownOrganisation Known => new(Units, Hosts, Coverage, Members);

        public static Organisation Of(
            int[] parents, string[] types, DateOnly?[] pilots, string?[] sectors, string?[] managements, IList<int>[] covered, MemberDetails[] members)
        {
            string[] hostNames = ["甲厂", "乙、丙研究所", "Acme (China) Co.", "丁社区"];
            return new(
                // Every unit stands below one before it; names repeat, codes do not.
                [.. types.Select((t, i) => Unit.Create(Given.Id(1 + i), new($"{i:000}", $"第{i % 3}组织", t, parents[i] < 0 || parents[i] >= i ? null : Given.Id(1 + parents[i]), i % 4 == 0 ? "Asia/Urumqi" : null, pilots[i])))],
                [.. hostNames.Select((n, i) => Host.Create(Given.Id(100 + i), new(n, sectors[i], managements[i])))],
                [.. covered.SelectMany((hosts, i) => hosts.Select((h, at) => new UnitHost(Given.Id(1 + i), Given.Id(100 + h), at)))],
                [.. members.Select((m, i) => Member.Create(Given.Id(200 + i), m))]);
        }
    }
}
