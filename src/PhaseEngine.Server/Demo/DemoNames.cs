namespace PhaseEngine.Server.Demo;

/// <summary>Invented names of people, places and enterprises, drawn from a seed: the same district every time.</summary>
internal sealed class DemoNames(Random random)
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷";
    private const string Given = "建国卫东志强秀兰桂英丽华春梅玉珍文斌海燕晓峰永福德明国庆红霞凤英俊杰淑芳长江立新爱民宝山新民玉兰金凤学军振华素珍忠义光明清泉家兴世荣云飞雪梅青松佳怡思远子涵浩然";

    private static readonly string[] Brands = ["兴达", "恒源", "瑞丰", "天成", "华信", "金桥", "远大", "明珠", "嘉禾", "海川", "东方", "鸿运"];
    private static readonly string[] Trades = ["纺织", "机械制造", "食品", "医药", "电子", "建材", "物流", "服装", "化工", "印务", "家具", "软件"];
    private static readonly string[] Places = ["东街", "西关", "南湖", "北门", "河滨", "新桥", "柳林", "文峰"];
    private static readonly string[] Communities = ["朝阳", "和平", "建设", "光华", "民主", "胜利", "团结", "永安", "幸福", "前进", "曙光", "长青", "福源", "荷花", "槐荫", "清河", "金盾", "育才", "锦绣", "翠屏", "玉带"];

    private readonly HashSet<string> taken = [];

    public static IReadOnlyList<string> Streets => Places;

    public string Person()
    {
        // A district knows some namesakes, but not many.
        for (var tries = 0; ; tries++)
        {
            var at = 2 * random.Next(Given.Length / 2);
            var given = random.Next(4) == 0 ? Given[at].ToString() : Given.Substring(at, 2);
            var name = Surnames[random.Next(Surnames.Length)] + given;
            if (taken.Add(name) || tries > 5) return name;
        }
    }

    public static string Enterprise(int number) => $"云川{Brands[number % Brands.Length]}{Trades[number % Trades.Length]}有限公司";

    public static string Community(int street, int number) => Communities[((street * 7) + number) % Communities.Length];
}
