package tlsready.remediation;

import tlsready.knowledge.NetworkStack;
import tlsready.windows.Prediction;

/**
 * What the model says of one stack, before the plan and after it.
 *
 * @param required whether the program is known to need it; otherwise it may use it
 */
public record Forecast(NetworkStack stack, boolean required, Prediction before, Prediction after) {}
