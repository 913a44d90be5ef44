using Microsoft.AspNetCore.Identity;

namespace PhaseEngine.Data.Access;

/// <summary>Somebody who signs in. What they may do follows from their <see cref="Post"/>s alone.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The person's name as others see it.</summary>
    public required string Name { get; set; }

    /// <summary>The member they are; null for people outside the organisation (mass evaluators, operators).</summary>
    public Guid? MemberId { get; set; }

    /// <summary><c>zh-CN</c>, <c>zh-TW</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh-CN";

    /// <summary>Whether reminders also come by mail, once the address is confirmed.</summary>
    public bool WantsMail { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }
}
