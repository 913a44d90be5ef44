using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Identity;

/// <summary>The keys that cookies are encrypted with, in the database, where every node sees them.</summary>
/// <param name="scopes">To reach it.</param>
/// <param name="clock">For the order of keys.</param>
/// <param name="encrypted">Whether keys are stored encrypted: one that lay there as it is may be known to somebody, and is used no more.</param>
internal sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock, bool encrypted) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse).Where(IsUsed)];
    }

    private bool IsUsed(XElement element) => !encrypted || element.Name != "key" || element.Descendants().Any(part => part.Name.LocalName == "encryptedSecret");

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        // The framework's interface is synchronous, the context's saving is not; so this one row is inserted directly.
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var xml = element.ToString(SaveOptions.DisableFormatting);
        db.Database.ExecuteSql($"insert into data_protection_keys (id, name, xml) values ({id}, {friendlyName}, {xml})");
    }
}
