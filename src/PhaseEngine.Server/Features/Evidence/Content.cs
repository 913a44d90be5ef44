using System.Text.Encodings.Web;
using System.Text.Json;

namespace PhaseEngine.Server.Features.Evidence;

/// <summary>How the content of a record is written: the commitment is to these characters.</summary>
internal static class Content
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
