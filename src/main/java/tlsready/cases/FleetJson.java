package tlsready.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Writes campaigns as JSON: the export {@code tls-ready/campaign/1} and news {@code tls-ready/campaign-news/1}. */
final class FleetJson {
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private FleetJson() {}

    /** The export: every machine with its stacks. */
    static String write(String name, String target, List<FleetMachine> machines) {
        var export = new LinkedHashMap<String, Object>();
        export.put("contract", "tls-ready/campaign/1");
        export.put("name", name);
        export.put("target", target);
        export.put("machines", machines.stream().map(FleetJson::machine).toList());
        return text(export);
    }

    private static Map<String, Object> machine(FleetMachine machine) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("group", machine.group());
        fields.put("machine", machine.machine());
        fields.put("state", machine.state().token());
        fields.put("expected", machine.expected());
        fields.put("heard", machine.heard().map(Object::toString).orElse(null));
        fields.put("signed", machine.signed());
        fields.put("late", machine.late());
        fields.put("reports", machine.reports());
        fields.put("evidence", machine.evidence().orElse(null));
        fields.put("stacks", machine.stacks().stream().map(FleetJson::stack).toList());
        return fields;
    }

    private static Map<String, Object> stack(FleetStanding standing) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("stack", standing.now().stack());
        fields.put("state", standing.state().token());
        fields.put("verdict", standing.now().verdict().token());
        fields.put("reason", standing.now().reason());
        fields.put("found", standing.when().toString());
        fields.put("seen", standing.seen());
        fields.put("firstPassed", standing.firstPassed().map(Object::toString).orElse(null));
        return fields;
    }

    static String text(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }
}
