// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Colours that fit the control they were derived from. Everything starts from its real background and foreground, be
 * they the system's or a theme's, so light, dark and high contrast need no cases; contrast is made sure by calculation.
 */
public final class Palette {
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;
    private static final RGB GREEN = new RGB(46, 160, 67);
    private static final RGB AMBER = new RGB(210, 140, 20);
    private static final RGB RED = new RGB(214, 58, 58);

    private final RGB background;
    private final RGB foreground;
    private final RGB accent;
    private final RGB linkBase;
    private final boolean dark;

    private Palette(RGB background, RGB foreground, RGB accent, RGB linkBase) {
        this.background = background;
        this.dark = luminance(background) < 0.3;
        this.foreground = legible(foreground, background, 7);
        this.linkBase = linkBase;
        // A grey selection colour would make own and foreign bubbles look the same.
        this.accent = saturation(accent) > 0.25 ? accent : linkBase;
    }

    public static Palette of(Control control) {
        Display display = control.getDisplay();
        return new Palette(control.getBackground().getRGB(), control.getForeground().getRGB(),
                display.getSystemColor(SWT.COLOR_LIST_SELECTION).getRGB(),
                display.getSystemColor(SWT.COLOR_LINK_FOREGROUND).getRGB());
    }

    /** Whether it was derived from the colours that the control has now. */
    public boolean fits(Control control) {
        return control.getBackground().getRGB().equals(background);
    }

    public Color background() {
        return color(background);
    }

    public Color foreground() {
        return color(foreground);
    }

    public Color secondary() {
        return color(secondaryOn(background));
    }

    public Color secondary(Color on) {
        return color(secondaryOn(on.getRGB()));
    }

    public Color link(Color on) {
        return color(legible(linkBase, on.getRGB(), TEXT));
    }

    public Color text(Color on) {
        return color(legible(foreground, on.getRGB(), TEXT));
    }

    /** A line that separates. */
    public Color line() {
        return color(mix(background, foreground, dark ? 0.22 : 0.14));
    }

    public Color customerBubble() {
        return color(mix(background, foreground, dark ? 0.13 : 0.07));
    }

    public Color agentBubble() {
        return color(mix(background, accent, dark ? 0.38 : 0.18));
    }

    public Color accent() {
        return color(legible(accent, background, SHAPE));
    }

    /** Of what has not left yet. */
    public Color unsentBubble() {
        return color(mix(background, accent, dark ? 0.16 : 0.07));
    }

    /** A filled shape that bears text in the colour of the background. */
    public Color badge() {
        return color(legible(accent, background, TEXT));
    }

    /** A ground that is just tinged with a colour. */
    public Color tinge(Color with) {
        return color(mix(background, with.getRGB(), dark ? 0.2 : 0.1));
    }

    public Color good() {
        return color(legible(GREEN, background, SHAPE));
    }

    public Color warning() {
        return color(legible(AMBER, background, SHAPE));
    }

    public Color bad() {
        return color(legible(RED, background, SHAPE));
    }

    public Color badText() {
        return color(legible(RED, background, TEXT));
    }

    public Color warningText() {
        return color(legible(AMBER, background, TEXT));
    }

    /** A colour for a name: always the same for the same name. */
    public Color avatar(String name) {
        float hue = Math.floorMod(name.hashCode() * 0x9E3779B9, 360);
        return color(legible(new RGB(hue, dark ? 0.45f : 0.55f, dark ? 0.62f : 0.66f), background, TEXT));
    }

    /** The better legible of background and foreground on a colour. */
    public Color on(Color fill) {
        RGB rgb = fill.getRGB();
        return color(contrast(background, rgb) >= contrast(foreground, rgb) ? background : foreground);
    }

    private RGB secondaryOn(RGB on) {
        return legible(mix(foreground, on, 0.38), on, TEXT);
    }

    /** Moves a colour towards the foreground until it has the wanted contrast. */
    private RGB legible(RGB rgb, RGB on, double wanted) {
        RGB target = new RGB(0f, 0f, luminance(on) < 0.3 ? 0.95f : 0.05f);
        RGB result = rgb;
        for (double share = 0.1; share <= 1.001 && contrast(result, on) < wanted; share += 0.1) {
            result = mix(rgb, target, share);
        }
        return result;
    }

    private static Color color(RGB rgb) {
        return new Color(rgb);
    }

    private static RGB mix(RGB from, RGB to, double share) {
        return new RGB(mix(from.red, to.red, share), mix(from.green, to.green, share),
                mix(from.blue, to.blue, share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private static double saturation(RGB rgb) {
        return rgb.getHSB()[1];
    }

    static double contrast(RGB one, RGB other) {
        double light = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (darker + 0.05);
    }

    /** Relative luminance as in WCAG 2. */
    static double luminance(RGB rgb) {
        return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
