using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Data;

namespace PhaseEngine.Server.Identity;

/// <summary>The keys that cookies are encrypted with, in the database, where every node sees them.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PhaseEngineDb>();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

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
