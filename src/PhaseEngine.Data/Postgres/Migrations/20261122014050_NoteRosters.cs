using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PhaseEngine.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NoteRosters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "roster_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_notes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_member_marks_member_id",
                table: "member_marks",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_roster_notes_unit_id_on",
                table: "roster_notes",
                columns: new[] { "unit_id", "on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roster_notes");

            migrationBuilder.DropIndex(
                name: "ix_member_marks_member_id",
                table: "member_marks");
        }
    }
}
