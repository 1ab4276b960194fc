// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.custom.CCombo;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.swt.widgets.Slider;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** What can be seen of controls from outside. UI thread. */
final class Widgets {
    /** Borders and rounding. */
    private static final int SLACK = 2;
    private static final int NATIVE = SWT.PUSH | SWT.TOGGLE | SWT.ARROW;

    private Widgets() {
    }

    /** The control and all below it, in order. */
    static List<Control> all(Control control) {
        List<Control> all = new ArrayList<>();
        all.add(control);
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                all.addAll(all(child));
            }
        }
        return all;
    }

    private static List<Control> visible(Control control) {
        return all(control).stream().filter(each -> isShown(each, control)).toList();
    }

    private static boolean isShown(Control control, Control top) {
        for (Control each = control; each != top; each = each.getParent()) {
            if (!each.getVisible()) {
                return false;
            }
        }
        return top.getVisible();
    }

    /** The words that can be read or pointed at, in order. */
    static List<String> texts(Control control) {
        List<String> texts = new ArrayList<>();
        for (Control each : visible(control)) {
            texts.add(text(each));
            if (each instanceof Table table) {
                Arrays.stream(table.getItems()).map(TableItem::getText).forEach(texts::add);
            } else if (each instanceof Tree tree) {
                Arrays.stream(tree.getItems()).map(TreeItem::getText).forEach(texts::add);
            } else if (each instanceof org.eclipse.swt.widgets.List list) {
                texts.addAll(List.of(list.getItems()));
            }
            texts.add(each.getToolTipText() == null ? "" : each.getToolTipText());
        }
        texts.removeIf(String::isBlank);
        return texts;
    }

    private static String text(Control control) {
        return control instanceof Label label ? label.getText()
                : control instanceof Link link ? link.getText()
                        : control instanceof Button button ? button.getText()
                                : control instanceof Text text ? text.getText()
                                        : control instanceof StyledText styled ? styled.getText()
                                                : control instanceof CLabel label ? words(label.getText())
                                                        : textOfBox(control);
    }

    private static String textOfBox(Control control) {
        return control instanceof Combo combo ? combo.getText()
                : control instanceof CCombo combo ? combo.getText()
                        : control instanceof Group group ? group.getText() : "";
    }

    private static String words(String text) {
        return text == null ? "" : text;
    }

    private static boolean bearsText(Control control) {
        return !text(control).isBlank();
    }

    /** The picture of a control that is on the screen, to be compared. */
    static byte[] picture(Control control) {
        Point size = control.getSize();
        Image image = new Image(control.getDisplay(), Math.max(1, size.x), Math.max(1, size.y));
        GC gc = new GC(image);
        try {
            control.print(gc);
            // Of the screen's pixels, not of the image's points: those of 200 % count too.
            ImageData data = image.getImageData(100);
            return data.data;
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** What is cut off: controls that reach over the edge of their parent, and texts that need more room. */
    static List<String> cut(Control control) {
        List<String> cut = new ArrayList<>();
        for (Control each : visible(control)) {
            Point size = each.getSize();
            if (each != control) {
                Rectangle area = each.getParent().getClientArea();
                Rectangle bounds = each.getBounds();
                if (bounds.x + bounds.width > area.x + area.width + SLACK
                        || bounds.y + bounds.height > area.y + area.height + SLACK) {
                    cut.add(name(each) + " at " + bounds + " in an area of " + area);
                }
            }
            if (isWhole(each)) {
                Point needed = each.computeSize(wraps(each) ? size.x : SWT.DEFAULT, SWT.DEFAULT);
                if (!wraps(each) && needed.x > size.x + SLACK || needed.y > size.y + SLACK) {
                    cut.add(name(each) + " of " + size + " needs " + needed);
                }
            }
        }
        return cut;
    }

    /** Whether all of a control's text is to be seen at once. A CLabel shortens its text, and what scrolls may. */
    private static boolean isWhole(Control control) {
        int style = control.getStyle();
        boolean scrolls = (style & (SWT.H_SCROLL | SWT.V_SCROLL | SWT.SINGLE)) != 0;
        return bearsText(control) && (control instanceof Label || control instanceof Link || control instanceof Button
                || !scrolls && (control instanceof Text || control instanceof StyledText));
    }

    private static boolean wraps(Control control) {
        return control instanceof Link || (control.getStyle() & SWT.WRAP) != 0;
    }

    /** What does not fit the colours: text that cannot be read, and backgrounds that nobody has set. */
    static List<String> misfits(Control control, Color background) {
        List<String> misfits = new ArrayList<>();
        Composite probe = new Composite(control.getParent(), SWT.NONE);
        Text probeText = new Text(probe, SWT.MULTI);
        List<RGB> toolkit = List.of(probe.getBackground().getRGB(), probeText.getBackground().getRGB());
        probe.dispose();
        for (Control each : visible(control)) {
            RGB own = each.getBackground().getRGB();
            if (!own.equals(background.getRGB()) && toolkit.contains(own) && !isNative(each) && !isDrawn(each)) {
                misfits.add(name(each) + " keeps the toolkit's background " + own);
            } else if (bearsText(each)) {
                if (!isAllLink(each)) {
                    misfit(each, "foreground", each.getForeground(), own, misfits);
                }
                if (each instanceof Link link) {
                    misfit(link, "link foreground", link.getLinkForeground(), own, misfits);
                }
            }
        }
        return misfits;
    }

    /** Whether none of its text has the foreground. */
    private static boolean isAllLink(Control control) {
        return control instanceof Link link && link.getText().replaceAll("(?is)<a\\b.*?</a>", "").isBlank();
    }

    private static void misfit(Control control, String what, Color color, RGB background, List<String> misfits) {
        double contrast = contrast(color.getRGB(), background);
        if (contrast < 3) {
            misfits.add(name(control) + " has the " + what + ' ' + color.getRGB() + " on " + background
                    + ", a contrast of " + Math.round(contrast * 10) / 10.0 + " to 1");
        }
    }

    /** Whether it looks as everywhere in the toolkit, and should. */
    private static boolean isNative(Control control) {
        return control instanceof Button && (control.getStyle() & NATIVE) != 0 || control instanceof Text
                || !(control instanceof Label || control instanceof Link || control instanceof Button
                        || isPlain(control));
    }

    private static boolean isPlain(Control control) {
        return control instanceof Composite && !(control instanceof Combo || control instanceof CCombo
                || control instanceof Spinner || control instanceof Table || control instanceof Tree);
    }

    private static boolean isDrawn(Control control) {
        return control instanceof Composite && !(control instanceof StyledText)
                && control.getListeners(SWT.Paint).length > 0;
    }

    /** As in WCAG 2. */
    static double contrast(RGB one, RGB other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(RGB rgb) {
        return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** The controls that take the keyboard and that a screen reader has no words for. */
    static List<String> nameless(Control control) {
        return visible(control).stream().filter(Widgets::takesFocus)
                .filter(each -> !bearsText(each) && accessibleName(each).isBlank()).map(Widgets::name).toList();
    }

    private static boolean takesFocus(Control control) {
        return control instanceof Button || control instanceof Link || control instanceof Text
                || control instanceof StyledText || control instanceof Combo || control instanceof CCombo
                || control instanceof Spinner || control instanceof Scale || control instanceof Slider
                || control instanceof Table || control instanceof Tree
                || control instanceof org.eclipse.swt.widgets.List;
    }

    /** What its listeners answer. SWT offers no other way to ask than the platform's, so its own list is read. */
    private static String accessibleName(Control control) {
        try {
            Accessible accessible = control.getAccessible();
            Field field = Accessible.class.getDeclaredField("accessibleListeners");
            field.setAccessible(true);
            Object listeners = field.get(accessible);
            StringBuilder name = new StringBuilder();
            for (Object listener : listeners instanceof List<?> list ? list : List.of()) {
                AccessibleEvent event = new AccessibleEvent(accessible);
                event.childID = -1;
                ((AccessibleListener) listener).getName(event);
                name.append(words(event.result));
            }
            return name.toString();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("This SWT keeps its accessible listeners elsewhere.", e);
        }
    }

    static String name(Control control) {
        String text = text(control);
        return control.getClass().getSimpleName()
                + (text.isBlank() ? "" : " \"" + text.substring(0, Math.min(30, text.length())) + '"');
    }
}
