using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PhaseEngine.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddAwaits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "awaits",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_answer_by_id",
                table: "runs",
                columns: new[] { "answer_by", "id" },
                filter: "awaits is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_answer_by_id",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "awaits",
                table: "runs");
        }
    }
}
