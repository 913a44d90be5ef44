namespace PhaseEngine.Core.Organisations.Import;

/// <summary>A text in the three languages of the product.</summary>
/// <param name="ZhCn">Simplified Chinese.</param>
/// <param name="ZhTw">Traditional Chinese.</param>
/// <param name="En">English.</param>
public sealed record Trilingual(string ZhCn, string ZhTw, string En)
{
    /// <summary>The text in one language.</summary>
    /// <param name="language"><c>zh-CN</c>, <c>zh-TW</c>, <c>en</c>; anything else is taken as zh-CN.</param>
    public string In(string language) => language switch { "en" => En, "zh-TW" => ZhTw, _ => ZhCn };
}

/// <summary>A column that imports know and exports write.</summary>
internal sealed class Column(Trilingual title, params string[] synonyms)
{
    // The surest first: where two columns fit, the one with the better title is taken.
    private readonly string[] wordKeys =
        [.. new[] { title.ZhCn, title.ZhTw, title.En }.Concat(synonyms).Select(CellText.WordKey).Distinct()];

    /// <summary>The title as exports write it.</summary>
    public Trilingual Title => title;

    /// <summary>All titles under which it is found, as <see cref="CellText.WordKey"/>.</summary>
    public IReadOnlyList<string> WordKeys => wordKeys;

    /// <summary>How sure a title means this column, 0 the surest; negative: it does not.</summary>
    public int RankOf(string wordKey) => Array.IndexOf(wordKeys, wordKey);
}

/// <summary>The columns of a list of units, in the order of the export.</summary>
internal static class UnitColumns
{
    public static readonly Column Code = new(new("组织代码", "組織代碼", "Unit code"),
        "党组织代码", "组织编码", "党组织编码", "单位代码", "支部代码", "党支部代码", "代码", "编码", "code", "organisation code", "organization code");

    public static readonly Column Name = new(new("组织名称", "組織名稱", "Unit name"),
        "党组织名称", "单位名称", "党支部名称", "支部名称", "组织全称", "党组织全称", "名称", "党组织", "党支部", "name", "unit", "organisation", "organization");

    public static readonly Column Type = new(new("组织类别", "組織類別", "Unit type"),
        "党组织类别", "组织类型", "党组织类型", "单位类别", "类别", "类型", "type");

    public static readonly Column ParentCode = new(new("上级组织代码", "上級組織代碼", "Parent code"),
        "上级党组织代码", "上级组织编码", "上级单位代码", "上级代码");

    public static readonly Column Parent = new(new("上级组织", "上級組織", "Parent unit"),
        "上级组织名称", "上级党组织", "上级党组织名称", "上级单位", "上级单位名称", "隶属党组织", "隶属组织", "所属党委", "所属上级", "上级", "parent");

    public static readonly Column Hosts = new(new("所在单位", "所在單位", "Hosts"),
        "所在单位名称", "覆盖单位", "依托单位", "所属单位", "党组织所在单位", "党组织所在单位名称", "host");

    public static readonly Column Sectors = new(new("所属领域", "所屬領域", "Sector"),
        "领域", "所在单位类别", "所在单位性质", "单位性质", "行业领域", "sectors");

    public static readonly Column Managements = new(new("单位管理", "單位管理", "Management"),
        "管理主体", "管理方", "单位管理主体");

    public static readonly Column PilotUntil = new(new("试点截止日期", "試點截止日期", "Pilot until"),
        "试点", "是否试点", "试点单位", "参加试点", "是否参加试点", "试点结束日期", "试点结束时间", "pilot");

    public static readonly Column Zone = new(new("时区", "時區", "Time zone"), "zone");

    public static readonly Column DissolvedOn = new(new("撤销日期", "撤銷日期", "Dissolved on"), "撤销时间", "撤并日期", "撤并时间");

    public static readonly IReadOnlyList<Column> All =
        [Code, Name, Type, ParentCode, Parent, Hosts, Sectors, Managements, PilotUntil, Zone, DissolvedOn];
}

/// <summary>The columns of a list of members, in the order of the export.</summary>
internal static class MemberColumns
{
    public static readonly Column Name = new(new("姓名", "姓名", "Name"), "党员姓名", "名字", "full name", "member");

    public static readonly Column Code = new(new("党员编号", "黨員編號", "Member code"),
        "编号", "党员代码", "工号", "党员证号", "code");

    /// <summary>Import only: a national id is kept nowhere, so no export can write it.</summary>
    public static readonly Column NationalId = new(new("公民身份号码", "公民身份號碼", "National id"),
        "身份证号", "身份证号码", "身份号码", "身份证", "证件号码", "居民身份证号", "id number", "id card");

    public static readonly Column UnitCode = new(new("组织代码", "組織代碼", "Unit code"),
        "党组织代码", "所在党组织代码", "所在党支部代码", "党支部代码", "支部代码", "组织编码");

    public static readonly Column Unit = new(new("组织关系所在单位", "組織關係所在單位", "Unit"),
        "组织关系所在党支部", "组织关系所在党组织", "组织关系所在支部", "所在党支部", "所在党支部名称", "所在支部", "所在党组织", "所属党支部",
        "所属党组织", "所属支部", "党支部名称", "党支部", "支部名称", "支部", "党组织名称", "组织名称", "党组织", "branch", "unit name");

    public static readonly Column Host = new(new("所在单位", "所在單位", "Host"),
        "工作单位", "所在单位名称", "工作单位名称", "单位名称", "单位", "workplace");

    public static readonly Column Category = new(new("党员类别", "黨員類別", "Category"),
        "党员情况", "人员类型", "人员情况", "在岗情况", "类别", "类型");

    /// <summary>正式党员 or 预备党员; in the official statistics this is called 人员类别.</summary>
    public static readonly Column Status = new(new("人员类别", "人員類別", "Status"),
        "正式或预备", "党员身份", "党籍", "是否正式党员", "membership");

    /// <summary>Import only: an export says it by the category.</summary>
    public static readonly Column Floating = new(new("流动党员", "流動黨員", "Floating"), "是否流动党员", "是否流动", "流动");

    public static readonly Column CertificateUnit = new(new("活动证所在组织", "活動證所在組織", "Certificate unit"),
        "流入地党组织", "流入党组织", "流入党支部", "流入地党支部", "接收党组织", "接收党支部", "活动证所在党支部", "活动证所在支部");

    public static readonly Column CertificateFrom = new(new("活动证起始日期", "活動證起始日期", "Certificate from"),
        "活动证发证日期", "流动时间", "流动日期", "流出时间", "外出时间");

    public static readonly Column CertificateTo = new(new("活动证截止日期", "活動證截止日期", "Certificate to"),
        "活动证有效期至", "返回时间");

    public static readonly Column AdmittedOn = new(new("入党时间", "入黨時間", "Admitted on"),
        "入党日期", "加入党组织日期", "加入党组织时间", "加入中共组织日期", "joined party");

    public static readonly Column ConfirmedOn = new(new("转正时间", "轉正時間", "Confirmed on"),
        "转正日期", "转为正式党员日期", "转为正式党员时间");

    public static readonly Column JoinedOn = new(new("组织关系转入时间", "組織關係轉入時間", "Joined on"),
        "组织关系转入日期", "转入时间", "转入日期", "进入支部日期", "进入党支部日期", "进入支部时间");

    public static readonly Column LeftOn = new(new("离开时间", "離開時間", "Left on"),
        "离开日期", "组织关系转出时间", "组织关系转出日期", "转出时间", "转出日期", "减少时间", "减少日期");

    public static readonly Column LeftReason = new(new("离开原因", "離開原因", "Left because"), "转出原因", "减少原因");

    public static readonly Column TookPartInPilot = new(new("是否参加试点", "是否參加試點", "Took part in pilot"),
        "参加试点", "试点", "pilot");

    public static readonly Column SystemNumber = new(new("系统编号", "系統編號", "System number"), "system id");

    public static readonly IReadOnlyList<Column> All =
    [
        Name, Code, NationalId, UnitCode, Unit, Host, Category, Status, Floating, CertificateUnit, CertificateFrom, CertificateTo,
        AdmittedOn, ConfirmedOn, JoinedOn, LeftOn, LeftReason, TookPartInPilot, SystemNumber,
    ];

    /// <summary>Those an export writes.</summary>
    public static readonly IReadOnlyList<Column> Exported = [.. All.Where(c => c != NationalId && c != Floating)];
}
