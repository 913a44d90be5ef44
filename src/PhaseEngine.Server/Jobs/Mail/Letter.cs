namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>A mail, written.</summary>
/// <param name="MessageId">With its angle brackets; the same whenever it is sent again.</param>
/// <param name="To">One address.</param>
/// <param name="Written">When; the same whenever it is sent again.</param>
/// <param name="Subject">Nothing personal: subjects are shown on locked screens and kept in logs.</param>
/// <param name="Plain">The words.</param>
/// <param name="Html">The same words.</param>
/// <param name="Enclosures">Files.</param>
internal sealed record Letter(
    string MessageId, string To, DateTimeOffset Written, string Subject, string Plain, string Html, IReadOnlyList<Enclosure> Enclosures);

/// <summary>A text file that goes with a letter.</summary>
/// <param name="Name">In ASCII.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Content">What is in it.</param>
internal sealed record Enclosure(string Name, string MediaType, string Content);
