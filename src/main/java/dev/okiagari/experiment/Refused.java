package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Refusal;
import java.util.List;

/** Why an experiment was not begun. Nothing was touched and nothing is stored. */
public sealed interface Refused extends StartResult, ForecastResult {

    /** The target is not there. */
    record Gone(Message reason) implements Refused {}

    /** The target is not what was seen. */
    record Changed(Message reason) implements Refused {}

    /** Something in the request cannot be meant. */
    record Invalid(String field, Message reason) implements Refused {}

    /** Guards say no; at least one. */
    record Guarded(List<Refusal> refusals) implements Refused {}

    /** There is no way to do it, or the cluster forbids it: the forecast says why. */
    record Hopeless(Forecast forecast) implements Refused {}

    /** There is no connection to a cluster. */
    record Disconnected() implements Refused {}
}
