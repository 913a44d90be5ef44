using System.Reflection;
using PhaseEngine.Server.Settings;

namespace PhaseEngine.Server.Jobs;

/// <summary>A job as the settings have it.</summary>
internal sealed record RecurringJob(string Name, TimeSpan Every, Type Type);

/// <summary>Every job there is, by name.</summary>
internal sealed class JobCatalogue(JobSettings settings)
{
    public IReadOnlyList<RecurringJob> All { get; } =
    [
        .. from type in typeof(IRecurringJob).Assembly.GetTypes()
           where type.IsClass && type.IsAssignableTo(typeof(IRecurringJob))
           let recurring = type.GetCustomAttribute<RecurringAttribute>()
               ?? throw new InvalidOperationException($"{type.Name} does not say how it is called and how often it runs.")
           orderby recurring.Name
           select new RecurringJob(recurring.Name, settings.Every.GetValueOrDefault(recurring.Name, recurring.Every), type),
    ];

    public RecurringJob? Find(string name) => All.FirstOrDefault(job => job.Name == name);
}
