namespace PhaseEngine.Core.Organisations.Import;

/// <summary>What goes into a column, with an example.</summary>
internal sealed record TemplateNote(Column Column, Trilingual Text, string Example);

/// <summary>What people read beside an empty list before they fill it in.</summary>
internal static class TemplateNotes
{
    private static readonly Trilingual Dates = new(
        "日期可写成 2005-07-25、2005年7月25日、20050725；只知年月的写 2005-07。",
        "日期可寫成 2005-07-25、2005年7月25日、20050725；只知年月的寫 2005-07。",
        "Dates as 2005-07-25, 2005年7月25日 or 20050725; 2005-07 where only the month is known.");

    public static readonly IReadOnlyList<TemplateNote> OfUnits =
    [
        new(UnitColumns.Code, new(
            "本组织固定不变的代码，不得重复；再次导入时据此对应。没有代码的可空，以组织名称代替。请按“文本”格式填写。",
            "本組織固定不變的代碼，不得重複；再次匯入時據此對應。沒有代碼的可空，以組織名稱代替。請按「文字」格式填寫。",
            "The unit's own code that never changes; later imports find the unit by it. Without one the name stands in. Format as text."), "001001"),
        new(UnitColumns.Name, new("必填，写全称。", "必填，寫全稱。", "Required; the full name."), "示例机械厂党支部"),
        new(UnitColumns.Type, Known(Words.UnitTypes, "可空，按名称判断。", "可空，按名稱判斷。", "May be empty: then the name decides."), "党支部"),
        new(UnitColumns.ParentCode, new(
            "上级组织的代码；与“上级组织”填一项即可。最高一级留空。", "上級組織的代碼；與「上級組織」填一項即可。最高一級留空。",
            "The code of the unit above; this or its name. Empty at the top."), "001"),
        new(UnitColumns.Hosts, new(
            "党组织所在的企业、机关、村等；联合党支部有几个的，用分号隔开。", "黨組織所在的企業、機關、村等；聯合黨支部有幾個的，用分號隔開。",
            "The enterprise, office or village; several of a joint branch with semicolons between."), "示例机械厂"),
        new(UnitColumns.Sectors, Known(Words.Sectors, "所在单位的领域。", "所在單位的領域。", "Of the host."), "企业"),
        new(UnitColumns.Managements, Known(Words.Managements, "所在单位由谁管理。", "所在單位由誰管理。", "Who manages the host."), "行政"),
        new(UnitColumns.PilotUntil, new(
            "参加过试点的填试点最后一天，或填“是”。", "參加過試點的填試點最後一天，或填「是」。", "Last day of the pilot the unit took part in, or yes."), "2005-03-31"),
        new(UnitColumns.DissolvedOn, Dates, ""),
    ];

    public static readonly IReadOnlyList<TemplateNote> OfMembers =
    [
        new(MemberColumns.Name, new("必填。", "必填。", "Required."), "张三"),
        new(MemberColumns.NationalId, new(
            "请先将本列设为“文本”格式再填写。只用于对应同一人，系统不保存号码。同一支部有同名党员时，号码与编号至少填一项。",
            "請先將本欄設為「文字」格式再填寫。只用於對應同一人，系統不保存號碼。同一支部有同名黨員時，號碼與編號至少填一項。",
            "Format the column as text first. Used to match the person only, never stored. Needed, or a code, where two members of a branch share a name."), "11010519491231002X"),
        new(MemberColumns.UnitCode, new(
            "组织关系所在党组织的代码；与名称填一项即可。", "組織關係所在黨組織的代碼；與名稱填一項即可。", "The code of the unit of affiliation; this or its name."), "001001"),
        new(MemberColumns.Host, new("工作或居住的单位；与党组织所在单位相同的可空。", "工作或居住的單位；與黨組織所在單位相同的可空。", "Workplace; empty where it is the unit's."), "示例机械厂"),
        new(MemberColumns.Category, Known(Words.Categories, "可空，按在岗。", "可空，按在崗。", "Empty: in post."), "在岗"),
        new(MemberColumns.Status, Known(Words.Statuses, "可空，按正式党员。", "可空，按正式黨員。", "Empty: full."), "正式党员"),
        new(MemberColumns.CertificateUnit, new(
            "持活动证参加活动的党组织，填名称或代码。", "持活動證參加活動的黨組織，填名稱或代碼。", "The unit that organises the member by an activity certificate, by name or code."), "示例社区党支部"),
        new(MemberColumns.AdmittedOn, Dates, "1998-07-01"),
        new(MemberColumns.JoinedOn, new("组织关系转入本支部的日期。", "組織關係轉入本支部的日期。", "When the affiliation came to this unit."), "2004年3月"),
        new(MemberColumns.LeftReason, Known(Words.LeavingReasons, "离开的填写。", "離開的填寫。", "Of those who left."), ""),
    ];

    private static Trilingual Known(Words words, string zhCn, string zhTw, string en) => new(
        $"{zhCn}可填：{words.KnownIn("zh-CN")}。", $"{zhTw}可填：{words.KnownIn("zh-TW")}。", $"{en} One of: {words.KnownIn("en")}.");
}
