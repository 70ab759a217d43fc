package dev.okiagari.safety;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one gate that roles are asked at, before anything is done to a cluster or to what is kept.
 */
@Component
public class Clearance {

    private final Audit audit;
    private final PersonalRights personal;

    Clearance(Audit audit, PersonalRights personal) {
        this.audit = audit;
        this.personal = personal;
    }

    /**
     * Lets through, or writes the refusal down.
     *
     * @param namespace null for what concerns all of them
     * @param target what it was to be done to, for the audit log
     * @throws NotPermitted where the role does not allow it, or the cluster decides and says no
     */
    public void check(Actor by, Act act, @Nullable String namespace, String target) {
        by.rights()
                .refusal(act, namespace)
                .ifPresent(reason -> {
                    String own = by.rights().in(namespace).word();
                    audit.record(by, act.word(), target, "refused: role " + own);
                    throw new NotPermitted(reason, act.role());
                });
        if (act == Act.INSPECT && namespace != null) {
            personal.refusal(by, namespace, Deed.EXEC)
                    .ifPresent(refusal -> {
                        audit.record(by, act.word(), target, refusal.result());
                        throw new NotPermitted(refusal.reason(), act.role());
                    });
        }
    }
}
