using Microsoft.AspNetCore.Http.HttpResults;
using PhaseEngine.Core.Organisations.Import;

using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Features.Organisation;

/// <summary>An empty list to fill in, with a sheet that says what goes where. There is nothing to look up.</summary>
internal static class GetBlankList
{
    public static FileContentHttpResult Handle(ListKind list, string? format) =>
        ListFile.Of(list == ListKind.Units ? OrganisationTables.UnitTemplate(Language.Current) : OrganisationTables.MemberTemplate(Language.Current), format);
}
