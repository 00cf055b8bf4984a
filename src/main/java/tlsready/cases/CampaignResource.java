package tlsready.cases;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;

import tlsready.bundle.Bundle;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Target;

/** Campaigns: staff look at them, administrators open, change and end them. */
@Path("/staff/campaigns")
@Produces("text/html;charset=utf-8")
@Blocking
@RolesAllowed(Roles.STAFF)
@FormGuardResource.Guarded
public class CampaignResource {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_GROUPS = 50;
    private static final int MOST_EXPECTED = 20_000;
    private static final int PAGE = 100;
    private static final int DELIVERIES = 20;

    private final CampaignServer campaigns;
    private final FleetAddressServer addresses;
    private final WebhookServer webhooks;
    private final FleetConfig config;
    private final SignedInResource signedIn;
    private final Audit audit;
    private final Knowledge knowledge;
    private final Clock clock;

    CampaignResource(
            CampaignServer campaigns,
            FleetAddressServer addresses,
            WebhookServer webhooks,
            FleetConfig config,
            SignedInResource signedIn,
            Audit audit,
            Knowledge knowledge,
            Clock clock) {
        this.campaigns = campaigns;
        this.addresses = addresses;
        this.webhooks = webhooks;
        this.config = config;
        this.signedIn = signedIn;
        this.audit = audit;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** All campaigns. */
    @GET
    @Operation(hidden = true)
    public Response campaigns() {
        return list(200, new CampaignViews.Draft("", "", "", "All computers"), Optional.empty());
    }

    /** Opens a campaign. */
    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response open(
            @FormParam("name") String name,
            @FormParam("target") String target,
            @FormParam("deadline") String deadline,
            @FormParam("groups") String groups) {
        var draft = new CampaignViews.Draft(text(name), text(target), text(deadline), text(groups));
        Set<String> names = groups(draft.groups());
        Optional<Instant> until = deadline(draft.deadline());
        String trouble = "";
        if (draft.name().isEmpty() || draft.name().length() > LONGEST_NAME) {
            trouble = "A campaign has a name of 1 to " + LONGEST_NAME + " characters.";
        } else if (knowledge.targets().stream().noneMatch(one -> one.id().equals(draft.target()))) {
            trouble = "Choose what the computers have to reach.";
        } else if (until.isEmpty()) {
            trouble = "The deadline is a day from today on, such as " + today().plusDays(30) + ". \"" + draft.deadline()
                    + "\" is none.";
        } else if (names.isEmpty()
                || names.size() > MOST_GROUPS
                || names.stream().anyMatch(one -> one.length() > LONGEST_NAME)) {
            trouble = "Name 1 to " + MOST_GROUPS + " groups, each on a line of its own, with at most " + LONGEST_NAME
                    + " characters.";
        }
        if (!trouble.isEmpty()) {
            return list(400, draft, Optional.of(trouble));
        }
        long id = campaigns.open(draft.name(), draft.target(), until.get(), names, signedIn.getName());
        return to(id);
    }

    /** One campaign. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response campaign(long id) {
        return with(id, campaign -> page(200, campaign, Optional.empty(), Optional.empty()));
    }

    /** The same to be printed. */
    @GET
    @Path("{id}/report")
    @Operation(hidden = true)
    public Response report(long id) {
        return with(id, campaign -> {
            List<FleetMachine> machines = campaigns.outlines(id);
            List<FleetTable.Expected> groups = expected(id);
            List<FleetCourse.Day> days = FleetCourse.days(campaigns.steps(id), clock.instant());
            return StaffResource.page(
                    200,
                    new CampaignViews.campaignReport(
                            line(campaign),
                            FleetTable.total(groups, machines),
                            rows(groups, machines),
                            FleetSvg.of(days),
                            days,
                            limit(id),
                            CampaignViews.time(clock.instant())));
        });
    }

    /** Its machines, narrowed and in pages. */
    @GET
    @Path("{id}/machines")
    @Operation(hidden = true)
    public Response machines(
            long id,
            @QueryParam("group") String group,
            @QueryParam("stack") String stack,
            @QueryParam("state") String state,
            @QueryParam("page") int number) {
        return with(id, campaign -> {
            List<FleetMachine> all = campaigns.outlines(id);
            var filter = new CampaignViews.Filter(text(group), text(stack), text(state));
            List<FleetMachine> found = narrowed(all, filter);
            int page = Math.max(0, Math.min(number, Math.max(0, found.size() - 1) / PAGE));
            List<FleetMachine> shown = found.subList(page * PAGE, Math.min(found.size(), (page + 1) * PAGE));
            boolean more = found.size() > (page + 1) * PAGE;
            return StaffResource.page(
                    200,
                    new CampaignViews.campaignMachines(
                            line(campaign),
                            lines(id, shown),
                            found.size(),
                            filter,
                            campaigns.groups(id).stream().map(one -> one.name).toList(),
                            List.copyOf(CampaignServer.stacks(all)),
                            List.of(FleetState.values()),
                            page > 0 ? Optional.of(address(id, filter, page - 1)) : Optional.empty(),
                            more ? Optional.of(address(id, filter, page + 1)) : Optional.empty()));
        });
    }

    /** All machines as a table for spreadsheets. */
    @GET
    @Path("{id}/machines.csv")
    @Produces({"text/html;charset=utf-8", "text/csv;charset=utf-8"})
    @Operation(hidden = true)
    public Response csv(long id) {
        return with(
                id, campaign -> export(id, "text/csv;charset=utf-8", ".csv", FleetCsv.write(campaigns.machines(id))));
    }

    /** All machines for programs. */
    @GET
    @Path("{id}/machines.json")
    @Produces({"text/html;charset=utf-8", "application/json"})
    @Operation(hidden = true)
    public Response json(long id) {
        return with(
                id,
                campaign -> export(
                        id,
                        "application/json",
                        ".json",
                        FleetJson.write(campaign.name, campaign.target, campaigns.machines(id))));
    }

    /** The package of a group. */
    @GET
    @Path("{id}/groups/{group}/package.zip")
    @Produces({"text/html;charset=utf-8", "application/zip"})
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response pack(long id, long group, @Context HttpServerRequest request) {
        return with(id, campaign -> group(id, group)
                .map(found -> {
                    Optional<String> test = addresses.test(request, campaign.target);
                    if (test.isEmpty()) {
                        return StaffGateResource.page(
                                409,
                                "The check is switched off",
                                "The scripts of a package call it. Switch it on with check.enabled=true.");
                    }
                    Bundle bundle = new FleetPackage(
                                    campaign.name,
                                    found.name,
                                    found.label,
                                    campaign.salt,
                                    found.secret,
                                    addresses.reports(request, found.label),
                                    test.get())
                            .bundle();
                    audit.record(signedIn.getName(), Deed.CAMPAIGN_PACKED, CampaignServer.reference(id));
                    return Response.ok(bundle.zip(), "application/zip")
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"" + bundle.zipName() + "\"")
                            .build();
                })
                .orElseGet(CampaignResource::unknown));
    }

    /** Says which machines are expected. */
    @POST
    @Path("{id}/groups/{group}/expected")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response expect(
            long id, long group, @FormParam("number") String number, @FormParam("machines") String machines) {
        return with(id, campaign -> group(id, group)
                .map(found -> {
                    Set<String> listed = words(text(machines));
                    Optional<String> strange = listed.stream()
                            .filter(one -> !FleetLabel.isMachine(one))
                            .findFirst();
                    if (strange.isPresent()) {
                        return page(
                                400,
                                campaign,
                                Optional.empty(),
                                Optional.of(
                                        "\"" + strange.get()
                                                + "\" is no pseudonym: those are 12 hexadecimal digits, as Report.cmd /dry prints."));
                    }
                    String typed = text(number).isEmpty() ? "0" : text(number);
                    if (!typed.matches("\\d{1,5}")
                            || Integer.parseInt(typed) > MOST_EXPECTED
                            || listed.size() > MOST_EXPECTED) {
                        return page(
                                400,
                                campaign,
                                Optional.empty(),
                                Optional.of("A group has 0 to " + MOST_EXPECTED + " computers."));
                    }
                    campaigns.expect(found, Integer.parseInt(typed), listed, signedIn.getName());
                    return to(id);
                })
                .orElseGet(CampaignResource::unknown));
    }

    /** Says where news go. */
    @POST
    @Path("{id}/webhook")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response webhook(long id, @FormParam("address") String given) {
        return with(id, campaign -> {
            String address = text(given);
            Optional<String> trouble = address.isEmpty() ? Optional.empty() : webhooks.refusal(address);
            if (trouble.isPresent()) {
                return page(400, campaign, Optional.empty(), trouble);
            }
            Optional<String> secret =
                    campaigns.tell(id, Optional.of(address).filter(one -> !one.isEmpty()), signedIn.getName());
            return secret.isEmpty() ? to(id) : page(200, campaigns.find(id).orElseThrow(), secret, Optional.empty());
        });
    }

    /** Takes no more reports. */
    @POST
    @Path("{id}/close")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response close(long id) {
        return with(id, campaign -> {
            campaigns.close(id, signedIn.getName());
            return to(id);
        });
    }

    /** Deletes it with everything in it. */
    @POST
    @Path("{id}/delete")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(hidden = true)
    public Response delete(long id, @FormParam("sure") String sure) {
        return with(id, campaign -> {
            if (!"yes".equals(sure)) {
                return page(
                        400,
                        campaign,
                        Optional.empty(),
                        Optional.of("To delete the campaign, tick that you are sure: nothing brings it back."));
            }
            campaigns.delete(id, signedIn.getName());
            return Response.seeOther(URI.create("/staff/campaigns")).build();
        });
    }

    // ---- Pages -----------------------------------------------------------------------------------------------------

    private Response list(int status, CampaignViews.Draft draft, Optional<String> trouble) {
        var lines = campaigns.all().stream().map(this::line).toList();
        return StaffResource.page(status, new CampaignViews.campaigns(lines, knowledge.targets(), draft, trouble));
    }

    private Response page(int status, CampaignEntity campaign, Optional<String> secret, Optional<String> trouble) {
        List<FleetMachine> machines = campaigns.outlines(campaign.id);
        List<FleetTable.Expected> groups = expected(campaign.id);
        List<FleetCourse.Day> days = FleetCourse.days(campaigns.steps(campaign.id), clock.instant());
        var known = machines.stream().collect(Collectors.groupingBy(FleetMachine::group, Collectors.counting()));
        return StaffResource.page(
                status,
                new CampaignViews.campaign(
                        line(campaign),
                        FleetTable.total(groups, machines),
                        rows(groups, machines),
                        FleetSvg.of(days),
                        days,
                        limit(campaign.id),
                        campaigns.groups(campaign.id).stream()
                                .map(group -> new CampaignViews.GroupLine(
                                        group.id,
                                        group.name,
                                        group.label,
                                        group.expected,
                                        known.getOrDefault(group.name, 0L)))
                                .toList(),
                        campaigns.deliveries(campaign.id, DELIVERIES).stream()
                                .map(CampaignViews.Delivery::of)
                                .toList(),
                        secret,
                        trouble));
    }

    private CampaignViews.Limit limit(long id) {
        CampaignServer.Unwritten unwritten = campaigns.unwritten(id);
        return new CampaignViews.Limit(config.changesPerMachine(), unwritten.machines(), unwritten.changes());
    }

    private static List<CampaignViews.Row> rows(List<FleetTable.Expected> groups, List<FleetMachine> machines) {
        return FleetTable.rows(groups, machines).stream()
                .map(CampaignViews.Row::of)
                .toList();
    }

    private List<FleetTable.Expected> expected(long id) {
        return campaigns.groups(id).stream()
                .map(group -> new FleetTable.Expected(group.name, group.expected))
                .toList();
    }

    private CampaignViews.Line line(CampaignEntity campaign) {
        String target = knowledge.targets().stream()
                .filter(one -> one.id().equals(campaign.target))
                .map(Target::name)
                .findFirst()
                .orElse(campaign.target);
        return CampaignViews.Line.of(campaign, target, clock.instant());
    }

    private Response export(long id, String type, String ending, String text) {
        audit.record(signedIn.getName(), Deed.CAMPAIGN_EXPORTED, CampaignServer.reference(id));
        return Response.ok(text.getBytes(StandardCharsets.UTF_8), type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"campaign-" + id + ending + "\"")
                .build();
    }

    private static List<FleetMachine> narrowed(List<FleetMachine> all, CampaignViews.Filter filter) {
        FleetState state = FleetState.called(filter.state());
        return all.stream()
                .filter(machine -> filter.group().isEmpty() || machine.group().equals(filter.group()))
                .filter(machine -> filter.stack().isEmpty()
                        || machine.stacks().stream()
                                .anyMatch(one -> one.now().stack().equals(filter.stack())))
                .filter(machine -> state == null
                        || (filter.stack().isEmpty()
                                ? machine.state() == state
                                : machine.stacks().stream()
                                        .anyMatch(one ->
                                                one.now().stack().equals(filter.stack()) && one.state() == state)))
                .toList();
    }

    private List<CampaignViews.MachineLine> lines(long id, List<FleetMachine> shown) {
        var evidence =
                campaigns.evidence(id, shown.stream().map(FleetMachine::machine).collect(Collectors.toSet()));
        return shown.stream()
                .map(machine -> CampaignViews.MachineLine.of(
                        machine, Optional.ofNullable(evidence.get(List.of(machine.group(), machine.machine())))))
                .toList();
    }

    private static String address(long id, CampaignViews.Filter filter, int page) {
        return UriBuilder.fromPath("/staff/campaigns/" + id + "/machines")
                .queryParam("group", "{group}")
                .queryParam("stack", "{stack}")
                .queryParam("state", "{state}")
                .queryParam("page", page)
                .build(filter.group(), filter.stack(), filter.state())
                .toString();
    }

    private Response with(long id, Function<CampaignEntity, Response> then) {
        return campaigns.find(id).map(then).orElseGet(CampaignResource::unknown);
    }

    private Optional<CampaignGroupEntity> group(long campaign, long group) {
        return campaigns.groups(campaign).stream()
                .filter(one -> one.id == group)
                .findFirst();
    }

    private static Response unknown() {
        return StaffGateResource.page(
                404, "There is no such campaign", "It may be over and deleted. Go back to the list of campaigns.");
    }

    private static Response to(long id) {
        return Response.seeOther(URI.create("/staff/campaigns/" + id)).build();
    }

    // ---- What was typed
    // ----------------------------------------------------------------------------------------------

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Optional<Instant> deadline(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed);
            return day.isBefore(today()) || day.isAfter(today().plusYears(2))
                    ? Optional.empty()
                    : Optional.of(day.atTime(LocalTime.MAX)
                            .toInstant(ZoneOffset.UTC)
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Set<String> groups(String typed) {
        return typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> words(String typed) {
        return Arrays.stream(typed.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
