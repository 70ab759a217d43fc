package dev.okiagari.web;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Shows on pages what does something instead of showing: a name that turns the reading direction
 * would turn our own words behind it, too. Templates have nothing of the kind, so all of it is
 * other people's.
 */
@Component
final class VisibleText extends AbstractDialect implements IPostProcessorDialect {

    private static final int LAST = 10_000;

    VisibleText() {
        super("visible text");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, LAST));
    }

    /** One for each page; the template engine makes it. */
    public static final class Handler extends AbstractTemplateHandler {

        public Handler() {}

        @Override
        public void handleText(IText text) {
            String raw = text.getText();
            super.handleText(
                    Printable.isPlain(raw)
                            ? text
                            : getContext().getModelFactory().createText(Printable.shown(raw)));
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            super.handleOpenElement(visible(tag));
        }

        @Override
        public void handleStandaloneElement(IStandaloneElementTag tag) {
            super.handleStandaloneElement(visible(tag));
        }

        private <T extends IProcessableElementTag> T visible(T tag) {
            T visible = tag;
            for (IAttribute attribute : tag.getAllAttributes()) {
                String value = attribute.getValue();
                if (value != null && Printable.hasControls(value)) {
                    visible =
                            getContext()
                                    .getModelFactory()
                                    .setAttribute(
                                            visible,
                                            attribute.getAttributeCompleteName(),
                                            Printable.shown(value));
                }
            }
            return visible;
        }
    }
}
