using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PhaseEngine.Core.Engine;
using PhaseEngine.Core.Organisations;
using PhaseEngine.Data;
using PhaseEngine.Data.Reminders;
using PhaseEngine.Data.Templates;
using PhaseEngine.Server.Features.Reminders;
using PhaseEngine.Server.Settings;
using PhaseEngine.Server.Texts;

namespace PhaseEngine.Server.Jobs.Mail;

/// <summary>Writes the mail for reminders that were gathered into one: a sentence each, in the reader's language.</summary>
internal sealed class ReminderLetter(PhaseEngineDb db, PlanCache plans, ServerSettings settings)
{
    public async Task<Letter> Write(Delivery delivery, CancellationToken ct)
    {
        var reader = await db.Users.AsNoTracking().Where(u => u.Id == delivery.UserId).Select(u => new { u.Name, u.Language }).SingleAsync(ct);
        var lines = await Lines(delivery, reader.Language, ct);
        string Say(string key, params (string Name, object? Value)[] facts) =>
            Phrases.FindIn(reader.Language, $"reminders.mail.{key}", facts.ToDictionary(f => f.Name, f => f.Value))!;

        var greeting = Say("greeting", ("name", reader.Name));
        var link = settings.PublicUrl is { } address ? Say("link", ("address", address.AbsoluteUri)) : null;
        var footer = Say("footer");
        return new(
            delivery.MessageId, delivery.Address, delivery.CreatedAt, Say("subject", ("count", lines.Count)),
            Plain(greeting, lines, link, footer), Html(reader.Language, greeting, lines, footer),
            [.. lines.Where(l => l.Meeting is not null).Select((l, number) => Invitation(l, Say("meeting", ("title", l.Title), ("unit", l.Unit)), number + 1))]);
    }

    private async Task<List<Line>> Lines(Delivery delivery, string language, CancellationToken ct)
    {
        var rows = await (
            from reminder in db.Reminders.AsNoTracking()
            where reminder.DeliveryId == delivery.Id
            join run in db.Runs on reminder.RunId equals run.Id
            join campaign in db.Campaigns on run.CampaignId equals campaign.Id
            join unit in db.Units on run.UnitId equals unit.Id
            join meeting in db.ReviewMeetings on new { reminder.RunId, reminder.Key, Number = reminder.Round } equals new { meeting.RunId, meeting.Key, meeting.Number } into meetings
            from meeting in meetings.DefaultIfEmpty()
            orderby reminder.Due, reminder.Id
            select new
            {
                reminder.Key, reminder.Stage, reminder.Due, reminder.At, Unit = unit.Name, campaign.TemplateId, run.TemplateVersion, run.State,
                Meeting = reminder.Stage == "convened" && meeting != null ? new Meeting(meeting.Id, meeting.ProposedOn, reminder.At) : null,
            }).ToListAsync(ct);

        var lines = new List<Line>();
        foreach (var row in rows)
        {
            var plan = await plans.Get(db, row.TemplateId, row.TemplateVersion, ct);
            var about = StateCodec.Read(plan, row.State).Unit;
            lines.Add(new(
                ReminderWords.Say(language, plan, row.Key, row.Stage, row.Due, row.Unit, about),
                TitleOf(plan, about, row.Key, language), row.Unit, row.Meeting));
        }

        return lines;
    }

    private static string TitleOf(Plan plan, UnitFacts about, string key, string language) =>
        plan.IndexOf(key) is >= 0 and var index ? plan.Activities[index].TitleFor(about).In(language) : key;

    private static string Plain(string greeting, List<Line> lines, string? link, string footer)
    {
        var text = new StringBuilder().AppendLine(greeting).AppendLine();
        foreach (var line in lines) text.Append("- ").AppendLine(line.Sentence);
        text.AppendLine();
        if (link is not null) text.AppendLine(link).AppendLine();
        return text.Append("-- ").AppendLine().AppendLine(footer).ToString();
    }

    private string Html(string language, string greeting, List<Line> lines, string footer)
    {
        static string E(string text) => WebUtility.HtmlEncode(text);
        var items = string.Concat(lines.Select(line => $"<li>{E(line.Sentence)}</li>"));
        var link = settings.PublicUrl is { } address ? $"""<p><a href="{E(address.AbsoluteUri)}">{E(address.AbsoluteUri)}</a></p>""" : "";
        return $"""
            <!DOCTYPE html><html lang="{language}"><body style="font-family:sans-serif"><p>{E(greeting)}</p><ul>{items}</ul>{link}<p style="color:#666">{E(footer)}</p></body></html>
            """;
    }

    private Enclosure Invitation(Line line, string summary, int number) => new(
        $"meeting-{number}.ics", "text/calendar",
        Ics.Entry($"{line.Meeting!.Id}@{settings.Mail.Domain}", line.Meeting.Called, line.Meeting.On, summary, settings.PublicUrl?.AbsoluteUri ?? ""));

    private sealed record Line(string Sentence, string Title, string Unit, Meeting? Meeting);

    private sealed record Meeting(Guid Id, DateOnly On, DateTimeOffset Called);
}
